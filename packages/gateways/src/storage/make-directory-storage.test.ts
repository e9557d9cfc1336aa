import { mkdir, mkdtemp, readdir, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AttachmentStorage, tenantIdSchema } from '@stanza/core';
import { attachmentStorageContract } from '@stanza/core/testing/contracts';
import { testStorage } from '../testing/test-storage.ts';
import { makeAttachmentStorage } from './make-attachment-storage.ts';

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const CIAO = 'b133a0c0e9bee3be20163d2ad31d6248db292aa6dcb1ee087a2aa50e0fc75ae2';

const chunks = async function* (...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
};

const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'stanza-storage-'));

attachmentStorageContract('a folder', async () => {
  const directory = await makeFolder();
  return { storage: makeAttachmentStorage(testStorage(directory)), close: () => rm(directory, { recursive: true }) };
});

describe('the storage in a folder', () => {
  let directory: string;
  let storage: AttachmentStorage;
  beforeEach(async () => {
    directory = await makeFolder();
    storage = makeAttachmentStorage(testStorage(directory));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const files = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  it('keeps one copy of the same content, also when it comes twice at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => storage.put(tenant, chunks('ciao'), 100)));
    await storage.put(tenant, chunks('ciao'), 100);
    expect(await files()).toHaveLength(1);
  });

  it('leaves no file of what is too large, nor of a source that breaks', async () => {
    const broken = async function* () {
      yield* chunks('ciao');
      throw new Error('the line is cut');
    };
    expect(await storage.put(tenant, chunks('ci', 'ao'), 3)).toBe('too-large');
    await expect(storage.put(tenant, broken(), 100)).rejects.toThrow('the line is cut');
    expect(await files()).toEqual([]);
  });

  it('holds nothing open for who does not begin to read, nor after who stops half way', async () => {
    await storage.put(tenant, chunks('ciao'), 100);
    const held = async () => {
      const opened = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(join('/proc/self/fd', fd)).catch(() => '')),
      );
      return opened.filter((path) => path.startsWith(directory)).length;
    };
    for (const _ of Array.from({ length: 5 })) expect(await storage.open(tenant, CIAO)).not.toBeNull();
    expect(await held()).toBe(0);
    for await (const _ of (await storage.open(tenant, CIAO)) ?? []) break;
    expect(await held()).toBe(0);
  });

  it('removes what was being written when a process was killed more than a day ago', async () => {
    const folder = join(directory, tenant, 'tmp');
    await mkdir(folder, { recursive: true });
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 60 * 60 * 1000);
    for (const [name, time] of Object.entries({ old: hoursAgo(25), recent: hoursAgo(23) })) {
      await writeFile(join(folder, name), 'cia');
      await utimes(join(folder, name), time, time);
    }
    await makeAttachmentStorage(testStorage(directory)).put(tenant, chunks('ciao'), 100);
    expect((await readdir(folder)).toSorted()).toEqual(['recent']);
  });

  it('lists what a crash has left aside, once, and nothing that is no content', async () => {
    await storage.put(tenant, chunks('ciao'), 100);
    const aside = join(directory, tenant, 'removed');
    const left = 'b'.repeat(64);
    await mkdir(aside, { recursive: true });
    for (const name of [CIAO, left]) await writeFile(join(aside, name), 'ciao');
    await writeFile(join(directory, tenant, CIAO.slice(0, 2), 'appunti.txt'), 'x');
    await mkdir(join(directory, tenant, 'tmp'), { recursive: true });
    await writeFile(join(directory, tenant, 'tmp', left), 'x');
    expect(await storage.list(tenant, null, 10)).toEqual([CIAO, left]);
  });

  it('lets nobody else on the machine read it', async () => {
    await storage.put(tenant, chunks('ciao'), 100);
    const path = join(directory, tenant, CIAO.slice(0, 2), CIAO);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await stat(join(directory, tenant))).mode & 0o077).toBe(0);
  });
});
