import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type TenantId, tenantIdSchema } from '@stanza/core';
import { makeDirectoryStorage } from './make-directory-storage.ts';
import { makeEncryptedStorage } from './make-encrypted-storage.ts';
import { newStorageKey, storageKeysSchema } from './storage-key.ts';

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const other = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const PIECE = 64 * 1024;
const SEALED_PIECE = PIECE + 16;
const HEADER = 48;

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sourceOf = async function* (bytes: Uint8Array, size = 10_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

describe('what is stored', () => {
  const [current, past] = [newStorageKey(), newStorageKey()];
  const content = randomBytes(3 * PIECE + 5);
  const address = digestOf(content);
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stanza-sealed-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const storageWith = (...keys: readonly string[]) =>
    makeEncryptedStorage(makeDirectoryStorage({ directory }), storageKeysSchema.parse(keys.join(',')));
  const fileOf = (sha256 = address, of: TenantId = tenant) => join(directory, of, sha256.slice(0, 2), sha256);
  const put = (bytes: Uint8Array = content, key = current) =>
    storageWith(key).put(tenant, sourceOf(bytes), bytes.length);
  /** What comes out before the end or an error. */
  const readAt =
    (sha256: string) =>
    async (...keys: readonly string[]) => {
      const chunks: Uint8Array[] = [];
      try {
        for await (const chunk of (await storageWith(...keys).open(tenant, sha256)) ?? []) chunks.push(chunk);
        return { bytes: Buffer.concat(chunks), error: null };
      } catch (error) {
        return { bytes: Buffer.concat(chunks), error: String(error) };
      }
    };
  const read = readAt(address);
  /** None of what came out is wrong, and it does not pass for the whole. */
  const expectRefused = async (message: RegExp, ...keys: readonly string[]) => {
    const { bytes, error } = await read(...(keys.length === 0 ? [current] : keys));
    expect(error).toMatch(message);
    expect(bytes.length).toBeLessThan(content.length);
    expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true);
  };
  const change = async (how: (sealed: Buffer) => Uint8Array) => {
    await put();
    await writeFile(fileOf(), how(await readFile(fileOf())));
  };

  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])('comes back, of %d bytes', async (size) => {
    const bytes = content.subarray(0, size);
    expect(await put(bytes)).toEqual({ sha256: digestOf(bytes), size });
    expect((await readAt(digestOf(bytes))(current)).bytes.equals(bytes)).toBe(true);
  });

  it('can neither be read nor recognised where it lies', async () => {
    await put();
    const first = await readFile(fileOf());
    expect(first.includes(content.subarray(1000, 1032))).toBe(false);
    await put();
    expect((await readFile(fileOf())).equals(first)).toBe(false);
    expect(first.length).toBe(HEADER + content.length + 4 * 16);
  });

  it('is opened by a key of the past, and sealed anew by the first when it comes again', async () => {
    await put(content, past);
    expect((await read(current, past)).bytes.equals(content)).toBe(true);
    await expectRefused(/No key/u, current);
    await storageWith(current, past).put(tenant, sourceOf(content), content.length);
    expect((await read(current)).bytes.equals(content)).toBe(true);
  });

  it('is not opened for another ente', async () => {
    await storageWith(current).put(other, sourceOf(content), content.length);
    await mkdir(dirname(fileOf()), { recursive: true });
    await writeFile(fileOf(), await readFile(fileOf(address, other)));
    await expectRefused(/changed, cut short or put elsewhere/u);
  });

  it.each([
    ['the mark of what is sealed', 3, /not the content of its address/u],
    ['the name of the key', 10, /No key/u],
    ['the salt', 20, /changed/u],
    ['the first byte', HEADER, /changed/u],
    ['a byte of the third piece', HEADER + 2 * SEALED_PIECE + 100, /changed/u],
    ['the last tag', HEADER + content.length + 4 * 16 - 1, /changed/u],
  ])('is refused when %s was changed', async (_what, at, message) => {
    await change((sealed) => {
      sealed[at] = (sealed[at] ?? 0) ^ 1;
      return sealed;
    });
    await expectRefused(message);
  });

  it.each([
    ['a byte', -1],
    ['its last piece', HEADER + 3 * SEALED_PIECE],
    ['all but the first piece', HEADER + SEALED_PIECE],
    ['all but the header', HEADER],
    ['half of the header', 30],
    ['everything', 0],
  ])('is refused when it was cut short by %s', async (_what, end) => {
    await change((sealed) => sealed.subarray(0, end));
    await expectRefused(/changed|No key|not the content/u);
  });

  it('is refused when its pieces were exchanged, doubled or made more', async () => {
    const piece = (sealed: Buffer, index: number) =>
      sealed.subarray(HEADER + index * SEALED_PIECE, HEADER + (index + 1) * SEALED_PIECE);
    for (const order of [
      [1, 0, 2, 3],
      [0, 2, 1, 3],
      [0, 0, 1, 2, 3],
      [0, 1, 3],
      [0, 1, 2, 3, 3],
    ]) {
      await change((sealed) =>
        Buffer.concat([sealed.subarray(0, HEADER), ...order.map((index) => piece(sealed, index))]),
      );
      await expectRefused(/changed/u);
    }
  });

  it('is refused when another file lies in its place', async () => {
    const small = Buffer.from('ciao');
    await put();
    await put(small);
    await writeFile(fileOf(), await readFile(fileOf(digestOf(small))));
    const { bytes, error } = await read(current);
    expect([bytes.length, error]).toEqual([0, expect.stringMatching(/not the content of its address/u)]);
  });

  it('is read also if it was stored before there were keys, and none of it when it was changed', async () => {
    await mkdir(dirname(fileOf()), { recursive: true });
    await writeFile(fileOf(), content);
    expect((await read(current)).bytes.equals(content)).toBe(true);
    await writeFile(fileOf(), Buffer.concat([content.subarray(0, -1), Buffer.of((content.at(-1) ?? 0) ^ 1)]));
    expect((await read(current)).bytes).toHaveLength(0);
    await put();
    expect((await read(current)).bytes.equals(content)).toBe(true);
    expect((await readFile(fileOf())).equals(content)).toBe(false);
  });
});
