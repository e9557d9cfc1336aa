import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AttachmentStorage, readAll, tenantIdSchema } from '@stanza/core';
import { makeDirectoryStorage } from './make-directory-storage.ts';

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const other = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const CIAO = 'b133a0c0e9bee3be20163d2ad31d6248db292aa6dcb1ee087a2aa50e0fc75ae2';

const chunks = async function* (...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
};

describe('the storage in a folder', () => {
  let directory: string;
  let storage: AttachmentStorage;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stanza-storage-'));
    storage = makeDirectoryStorage({ directory });
  });
  afterEach(() => rm(directory, { recursive: true }));

  const files = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const text = async (id: typeof tenant, sha256: string) => {
    const source = await storage.open(id, sha256);
    return source === null ? null : new TextDecoder().decode(await readAll(source, 1000));
  };

  it('gives back what was put, at the digest of its content', async () => {
    expect(await storage.put(tenant, chunks('ci', 'ao'), 4)).toEqual({ sha256: CIAO, size: 4 });
    expect(await text(tenant, CIAO)).toBe('ciao');
  });

  it('keeps one copy of the same content, also when it comes twice at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => storage.put(tenant, chunks('ciao'), 100)));
    await storage.put(tenant, chunks('ciao'), 100);
    expect(await files()).toHaveLength(1);
  });

  it('does not find another tenant’s content, nor an address that is none', async () => {
    await storage.put(tenant, chunks('ciao'), 100);
    expect(await text(other, CIAO)).toBeNull();
    expect(await text(tenant, '0'.repeat(64))).toBeNull();
    expect(await text(tenant, `../${CIAO}`)).toBeNull();
  });

  it('stops reading what is too large and leaves nothing', async () => {
    let read = 0;
    const endless = async function* () {
      for (;;) {
        read += 1;
        yield new Uint8Array(10);
      }
    };
    expect(await storage.put(tenant, endless(), 25)).toBe('too-large');
    expect(read).toBe(3);
    expect(await files()).toEqual([]);
  });

  it('leaves nothing when the source breaks', async () => {
    const broken = async function* () {
      yield new Uint8Array(10);
      throw new Error('the line is cut');
    };
    await expect(storage.put(tenant, broken(), 100)).rejects.toThrow('the line is cut');
    expect(await files()).toEqual([]);
  });

  it('lets nobody else on the machine read it', async () => {
    await storage.put(tenant, chunks('ciao'), 100);
    const path = join(directory, tenant, CIAO.slice(0, 2), CIAO);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await stat(join(directory, tenant))).mode & 0o077).toBe(0);
  });
});
