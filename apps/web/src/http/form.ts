import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CSRF_FIELD, type Csrf } from './csrf.ts';
import { bytesOf, MAX_FIELDS, multipartParts } from './multipart-parts.ts';
import { Problem } from './problem.ts';

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
  if (Object.keys(request.body ?? {}).length > MAX_FIELDS) throw new Problem('too_large');
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
 * @throws Problem when the body does not arrive whole and well formed, or is too large
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
  const fields: Record<string, string> = {};
  for await (const part of multipartParts(request, maxFileBytes)) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    } else if (part.filename === '' || part.filename === undefined || !csrf.verify(request, fields[CSRF_FIELD])) {
      part.file.resume();
    } else {
      await onFile({ field: part.fieldname, fileName: part.filename, source: bytesOf(part) });
      part.file.resume();
    }
  }
  return { fields, csrfValid: csrf.verify(request, fields[CSRF_FIELD]) };
};
