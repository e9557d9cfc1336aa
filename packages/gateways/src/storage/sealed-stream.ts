import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { pieces, withHead } from './byte-streams.ts';
import type { TenantStorageKey } from './storage-key.ts';

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
/** What is sealed, and opened, at a time. */
const PIECE_BYTES = 64 * 1024;

/** No file that the portal takes, or makes, begins like this. */
const MAGIC = Buffer.from('\u0089STANZA\u0001', 'latin1');
const ID_END = MAGIC.length + 8;
const SALT_BYTES = 32;
const HEADER_BYTES = ID_END + SALT_BYTES;

/** A key for one file alone, so that its nonces can be counted. */
const fileKey = (key: TenantStorageKey, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key.bytes, salt, 'stanza storage file 1', 32));

/** Says which piece it is, and whether it is the last: a piece opens nowhere else, and a file that is cut has no last one. */
const nonceOf = (index: number, last: boolean): Uint8Array => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/**
 * Seals a stream, piece by piece: `header (magic, id of the key, salt)`, then each piece followed by its tag. It is the STREAM
 * construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM.
 */
export const seal = async function* (
  key: TenantStorageKey,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(SALT_BYTES);
  const sealing = fileKey(key, salt);
  yield Buffer.concat([MAGIC, key.id, salt]);
  for await (const { bytes, index, last } of pieces(source, PIECE_BYTES)) {
    const cipher = createCipheriv(CIPHER, sealing, nonceOf(index, last), { authTagLength: TAG_BYTES });
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
};

/** How much of the beginning says whether something is sealed. */
export const MARK_BYTES = MAGIC.length;

/** Whether what begins like this was sealed. */
export const isSealed = (head: Uint8Array): boolean => MAGIC.equals(head.subarray(0, MAGIC.length));

const openPiece = (opening: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array => {
  const end = Math.max(0, sealed.length - TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, opening, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(end));
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch (cause) {
    throw new Error('What is stored was changed, cut short or put elsewhere', { cause });
  }
};

/**
 * Opens what `seal` made. A piece is given out only after its tag was found good.
 * @param keys of the ente, of which one must be that by which it was sealed
 * @throws Error when no key opens it, or it was changed, cut short, or its pieces are not in their places
 */
export const unseal = (
  keys: readonly TenantStorageKey[],
  sealed: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> =>
  withHead(sealed, HEADER_BYTES, async function* (head, all) {
    const key = keys.find(({ id }) => Buffer.from(id).equals(head.subarray(MAGIC.length, ID_END)));
    if (key === undefined) throw new Error('No key of STORAGE_KEY opens what is stored');
    const opening = fileKey(key, head.subarray(ID_END, HEADER_BYTES));
    for await (const { bytes, index, last } of pieces(all, PIECE_BYTES + TAG_BYTES, HEADER_BYTES)) {
      yield openPiece(opening, nonceOf(index, last), bytes);
    }
  });
