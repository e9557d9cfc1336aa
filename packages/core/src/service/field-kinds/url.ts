import { z } from 'zod';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const urlFieldSchema = fieldBaseSchema.extend({ kind: z.literal('url') });
export type UrlField = z.infer<typeof urlFieldSchema>;

const ADDRESS =
  /^https?:\/\/(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+\p{L}{2,63}(?::\d{1,5})?(?:[/?#][^\s<>"\\]*)?$/u;

/** The address of a web page; "www.esempio.it" is completed. */
export const urlKind: FieldKind<UrlField> = {
  normalise: (typed) => (/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?#]|$)/u.test(typed) ? `https://${typed}` : typed),
  schema: () => z.string().max(500, 'too_long').regex(ADDRESS, 'invalid_url'),
  display: asItIs,
};
