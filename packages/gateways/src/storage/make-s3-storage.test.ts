import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll, tenantIdSchema } from '@stanza/core';
import { attachmentStorageContract } from '@stanza/core/testing/contracts';
import { testStorage } from '../testing/test-storage.ts';
import { makeAttachmentStorage } from './make-attachment-storage.ts';
import { makeEncryptedStorage } from './make-encrypted-storage.ts';
import { makeS3Storage } from './make-s3-storage.ts';
import { openS3Server, type S3Server } from './testing/open-s3-server.ts';

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const MEBIBYTE = 1024 * 1024;
const LARGE = randomBytes(6 * MEBIBYTE);
const LARGER = Buffer.alloc(12 * MEBIBYTE);

const sourceOf = async function* (bytes: Uint8Array, end: 'ends' | 'breaks' = 'ends') {
  for (let at = 0; at < bytes.length; at += MEBIBYTE) yield bytes.subarray(at, at + MEBIBYTE);
  if (end === 'breaks') throw new Error('the line is cut');
};

describe('S3', () => {
  let server: S3Server;
  let directory: string;
  beforeAll(async () => {
    server = await openS3Server();
    directory = await mkdtemp(join(tmpdir(), 'stanza-spool-'));
  });
  afterEach(() => {
    server.fate = () => 'pass';
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  const inBucket = () => {
    const s3 = server.newBucket();
    const since = server.requests.length;
    return {
      s3,
      storage: makeAttachmentStorage({ ...testStorage(directory), s3 }),
      requests: () => server.requests.slice(since),
    };
  };

  const contractDeps = async () => ({ storage: inBucket().storage, rounds: 3, close: async () => undefined });
  attachmentStorageContract('a bucket', contractDeps);

  it('takes a large file in parts, and leaves one object of it also when it comes again', async () => {
    const { storage, requests } = inBucket();
    const sha256 = createHash('sha256').update(LARGE).digest('hex');
    for (const _ of [1, 2]) {
      expect(await storage.put(tenant, sourceOf(LARGE), LARGE.length)).toEqual({ sha256, size: LARGE.length });
    }
    const parts = requests().filter((request) => request.includes('partNumber='));
    expect(parts).toHaveLength(4);
    const opened = await storage.open(tenant, sha256);
    expect(Buffer.from(await readAll(opened ?? sourceOf(LARGE), LARGE.length)).equals(LARGE)).toBe(true);
    const deleted = requests().filter((request) => request.startsWith('DELETE'));
    expect(deleted.map((request) => request.includes('/tmp/'))).toEqual([true, false, true]);
  });

  it.each([
    ['is too large', () => ({ source: sourceOf(LARGER), max: LARGER.length - 1 })],
    ['breaks', () => ({ source: sourceOf(LARGER, 'breaks'), max: LARGER.length })],
  ])('uploads nothing of what %s', async (_what, make) => {
    const { storage, requests } = inBucket();
    const { source, max } = make();
    const put = storage.put(tenant, source, max).catch((error: unknown) => String(error));
    expect(await put).toMatch(/too-large|the line is cut/u);
    expect(requests()).toEqual([]);
    expect(await storage.list(tenant, null, 10)).toEqual([]);
  });

  it('aborts an upload that fails on its way', async () => {
    const { storage, requests } = inBucket();
    server.fate = ({ url }) => (url?.includes('partNumber=2') === true ? 403 : 'pass');
    await expect(storage.put(tenant, sourceOf(LARGE), LARGE.length)).rejects.toThrow();
    expect(requests().at(-1)).toMatch(/^DELETE .*uploadId=/u);
    expect(await storage.list(tenant, null, 10)).toEqual([]);
  });

  it('tries again what fails for a moment', async () => {
    const { storage } = inBucket();
    let failures = 2;
    server.fate = () => {
      failures -= 1;
      return failures >= 0 ? 503 : 'pass';
    };
    expect(await storage.put(tenant, sourceOf(Buffer.from('ciao')), 4)).toMatchObject({ size: 4 });
  });

  it('has stored what it stored when what it does not need any more cannot be removed, and says so', async () => {
    const { s3 } = inBucket();
    const told: unknown[] = [];
    const storage = makeAttachmentStorage({ ...testStorage(directory), s3 }, (_what, message) => told.push(message));
    server.fate = ({ method }) => (method === 'DELETE' ? 503 : 'pass');
    for (const _ of [1, 2]) {
      expect(await storage.put(tenant, sourceOf(Buffer.from('ciao')), 4)).toMatchObject({ size: 4 });
    }
    expect(told).toHaveLength(3);
    expect(await storage.list(tenant, null, 10)).toHaveLength(1);
  });

  it('gives up when there is no answer, and says nothing of the keys', async () => {
    const { s3 } = inBucket();
    const storage = makeEncryptedStorage(
      makeS3Storage(s3, { spoolDirectory: directory, timeoutMs: 50, warn: () => undefined }),
      testStorage(directory).keys,
    );
    server.fate = () => 'stall';
    const failed = await storage.put(tenant, sourceOf(Buffer.from('ciao')), 4).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(JSON.stringify([String(failed), failed])).not.toContain(s3.secretAccessKey);
  });

  it('gives up when the bucket takes no file in time, those that wait for their turn too, and goes on afterwards', async () => {
    const { s3, requests } = inBucket();
    const storage = makeEncryptedStorage(
      makeS3Storage(s3, { spoolDirectory: directory, patienceMs: 200, warn: () => undefined }),
      testStorage(directory).keys,
    );
    const put = (text: string) => storage.put(tenant, sourceOf(Buffer.from(text)), 10);
    server.fate = () => 'stall';
    const failed = await Promise.allSettled(['a', 'b', 'c', 'd', 'e', 'f'].map(put));
    expect(failed.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'rejected'));
    expect(requests().length).toBeLessThanOrEqual(4);
    server.fate = () => 'pass';
    expect(await put('g')).toMatchObject({ size: 1 });
    expect(await readdir(directory, { withFileTypes: true }).then((all) => all.filter((one) => one.isFile()))).toEqual(
      [],
    );
  });

  it('reads the copy that is there when the one that it was about to read has gone', async () => {
    const { storage } = inBucket();
    await storage.put(tenant, sourceOf(Buffer.from('ciao')), 4);
    const [sha256 = ''] = await storage.list(tenant, null, 1);
    const opened = await storage.open(tenant, sha256);
    await storage.put(tenant, sourceOf(Buffer.from('ciao')), 4);
    expect(Buffer.from(await readAll(opened ?? sourceOf(Buffer.of()), 4)).toString()).toBe('ciao');
  });
});
