import type { OutgoingBody } from './exchange.ts';

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A body that streams a content between two texts. @param length of the content, in bytes */
export const bodyAround = (
  contentType: string,
  before: string,
  after: string,
  length: number,
  content: Chunks,
): OutgoingBody => ({
  contentType,
  length: Buffer.byteLength(before) + length + Buffer.byteLength(after),
  chunks: (async function* () {
    yield Buffer.from(before);
    yield* content;
    yield Buffer.from(after);
  })(),
});

export const jsonBody = (value: unknown): OutgoingBody =>
  bodyAround('application/json', JSON.stringify(value), '', 0, []);
