import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/**
 * Room for a whole request with files, in bytes. Far more than what is kept: a file over its limit is read and thrown
 * away, so that the answer is the same page with a sentence at the field and the rest of the form still in it.
 */
const MAX_BYTES = 512 * 1024 * 1024;
/** A building permit has some ninety fields, and a step of it may have three hundred. */
export const MAX_FIELDS = 1000;
const MAX_FIELD_BYTES = 64 * 1024;
/** A browser sends the boxes without a file as well, and the technical step of a building permit has some forty. */
const MAX_FILES = 200;

/** Whatever goes wrong while a body arrives (cut short, malformed, too much of it) is no fault of ours. */
const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const tooMuch = typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 413;
  return new Problem(tooMuch ? 'too_large' : 'bad_request');
};

/** What arrives, as it arrives. Throws Problem when it does not arrive well. */
const arriving = async function* <T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    throw problemOf(error);
  }
};

/** The bytes of a file. Who stops reading half way does not stop the parts that come after it. */
export const bytesOf = ({ file }: Extract<Multipart, { type: 'file' }>): AsyncIterable<Uint8Array> =>
  arriving<Uint8Array>(file.iterator({ destroyOnReturn: false }));

/**
 * The parts of a multipart body, in order; a file must be read, or let go by `resume`, before the next one comes.
 * @param maxFileBytes what is longer is cut one byte after
 * @throws Problem when the body is malformed, cut short, or too large, also if it did not say so beforehand
 */
export const multipartParts = async function* (
  request: FastifyRequest,
  maxFileBytes: number,
): AsyncGenerator<Multipart> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) throw new Problem('too_large');
  const limits = {
    fileSize: maxFileBytes + 1,
    fields: MAX_FIELDS,
    fieldSize: MAX_FIELD_BYTES,
    files: MAX_FILES,
    parts: MAX_FIELDS + MAX_FILES,
  };
  let received = 0;
  let current: Multipart | undefined;
  const count = (chunk: Uint8Array): void => {
    received += chunk.length;
    // A file that never ends: with it end the parts.
    if (received > MAX_BYTES && current?.type === 'file') current.file.destroy(new Problem('too_large'));
  };
  request.raw.on('data', count);
  try {
    for await (const part of arriving(request.parts({ limits }))) {
      current = part;
      yield part;
    }
    if (received > MAX_BYTES) throw new Problem('too_large');
  } finally {
    request.raw.off('data', count);
    // What still comes is thrown away: a browser reads no answer before it has sent all, until the time is over.
    request.raw.resume();
  }
};
