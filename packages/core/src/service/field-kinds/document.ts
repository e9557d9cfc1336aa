import { z } from 'zod';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const documentFieldSchema = fieldBaseSchema.extend({ kind: z.literal('document') });
export type DocumentField = z.infer<typeof documentFieldSchema>;

/**
 * A document that the citizen has uploaded before, chosen from a list; at the counter, where nobody looks through the citizen's
 * files, one that is uploaded. The answer is set by the use case, as for files.
 */
export const documentKind: FieldKind<DocumentField> = {
  normalise: asTyped,
  schema: () => z.uuid('not_an_option'),
  display: (_field, value, { fileNames }) => fileNames.get(value) ?? '',
};
