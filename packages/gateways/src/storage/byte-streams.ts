import { createHash } from 'node:crypto';

/**
 * Makes a stream out of another by its beginning.
 * @param size how much of the beginning `use` is told, less only when there is no more
 * @param use gets the beginning, and the whole, which begins with it; whatever it does, `source` is closed
 */
export const withHead = async function* (
  source: AsyncIterable<Uint8Array>,
  size: number,
  use: (head: Uint8Array, all: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const rest = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  const all = async function* () {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => rest };
  };
  try {
    for (let read = 0; read < size; read += chunks.at(-1)?.length ?? 0) {
      const { done, value } = await rest.next();
      if (done === true) break;
      chunks.push(value);
    }
    yield* use(Buffer.concat(chunks).subarray(0, size), all());
  } finally {
    await rest.return?.();
  }
};

export interface Piece {
  /** Good until the next piece is asked for. */
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly last: boolean;
}

/**
 * Cuts a stream anew: pieces of `size` bytes each, but the last one, which has what is left and is there also of nothing.
 * @param skip how many bytes at the beginning belong to no piece
 */
export const pieces = async function* (
  source: AsyncIterable<Uint8Array>,
  size: number,
  skip = 0,
): AsyncGenerator<Piece> {
  const piece = Buffer.allocUnsafe(size);
  let [filled, index, skipped] = [0, 0, 0];
  for await (const chunk of source) {
    let at = Math.min(skip - skipped, chunk.length);
    skipped += at;
    while (at < chunk.length) {
      if (filled === size) {
        yield { bytes: piece, index, last: false };
        [filled, index] = [0, index + 1];
      }
      const end = Math.min(at + size - filled, chunk.length);
      piece.set(chunk.subarray(at, end), filled);
      filled += end - at;
      at = end;
    }
  }
  yield { bytes: piece.subarray(0, filled), index, last: true };
};

/**
 * Passes a stream on, and keeps back its last chunk until the whole has the digest that it should have: who reads it to its end
 * has the right bytes.
 * @throws Error when the digest is another
 */
export const checked = async function* (source: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let kept: Uint8Array | null = null;
  for await (const chunk of source) {
    hash.update(chunk);
    if (kept !== null) yield kept;
    kept = chunk;
  }
  if (hash.digest('hex') !== sha256) throw new Error('What is stored is not the content of its address');
  if (kept !== null) yield kept;
};
