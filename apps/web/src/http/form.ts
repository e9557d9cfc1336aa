import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CSRF_FIELD, type Csrf } from './csrf.ts';
import { Problem } from './problem.ts';

/**
 * Room for a whole request with files, in bytes. Far more than what is kept: a file over its limit is read and thrown
 * away, so that the answer is the same page with a sentence at the field and the rest of the form still in it.
 */
const MAX_MULTIPART_BYTES = 512 * 1024 * 1024;
const MAX_FIELDS = 200;
const MAX_FIELD_BYTES = 64 * 1024;

/** What a form sent: the last value of each name. */
export type FormFields = Readonly<Record<string, string>>;

export interface IncomingFile {
  readonly field: string;
  readonly fileName: string;
  readonly source: AsyncIterable<Uint8Array>;
}

const bodySchema = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((body) =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
    ),
  );

/** Every value of a repeated name, such as a list of ticked boxes. */
export const allValues = (request: FastifyRequest, name: string): readonly string[] => {
  const parsed = z.record(z.string(), z.unknown()).safeParse(request.body);
  const value = parsed.success ? parsed.data[name] : undefined;
  return z
    .array(z.string())
    .catch([])
    .parse(Array.isArray(value) ? value : value === undefined ? [] : [value]);
};

/** The fields of an urlencoded form. */
export const formFields = (request: FastifyRequest): FormFields => {
  const parsed = bodySchema.safeParse(request.body ?? {});
  if (!parsed.success) throw new Problem('bad_request');
  return parsed.data;
};

const isMultipart = (request: FastifyRequest): boolean =>
  request.headers['content-type']?.startsWith('multipart/form-data') === true;

export interface ReadForm {
  readonly fields: FormFields;
  /** False when the token is missing or wrong: nothing may change, and no file was taken. */
  readonly csrfValid: boolean;
}

/**
 * Reads a form with or without files. Files are handed to `onFile` one at a time, as streams, and only once the token
 * (the form's first field) has been found good; a field without a chosen file is not a file.
 * @param maxFileBytes what is longer is cut one byte after, which the receiver sees as too large
 */
export const readForm = async (
  request: FastifyRequest,
  csrf: Csrf,
  maxFileBytes: number,
  onFile: (file: IncomingFile) => Promise<void>,
): Promise<ReadForm> => {
  if (!isMultipart(request)) {
    const fields = formFields(request);
    return { fields, csrfValid: csrf.verify(request, fields[CSRF_FIELD]) };
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_MULTIPART_BYTES) throw new Problem('too_large');
  const fields: Record<string, string> = {};
  const parts = request.parts({
    limits: {
      fileSize: maxFileBytes + 1,
      fields: MAX_FIELDS,
      fieldSize: MAX_FIELD_BYTES,
      files: 20,
      parts: MAX_FIELDS,
    },
  });
  for await (const part of parts) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    } else if (part.filename === '' || part.filename === undefined || !csrf.verify(request, fields[CSRF_FIELD])) {
      part.file.resume();
    } else {
      await onFile({ field: part.fieldname, fileName: part.filename, source: part.file });
      part.file.resume();
    }
  }
  return { fields, csrfValid: csrf.verify(request, fields[CSRF_FIELD]) };
};
