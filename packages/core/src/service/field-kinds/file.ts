import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

const fileTypeSchema = z.enum(['pdf', 'jpeg', 'png', 'p7m']);

export const fileFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('file'),
  accept: z.array(fileTypeSchema).min(1).default(['pdf', 'jpeg', 'png', 'p7m']),
});
export type FileField = z.infer<typeof fileFieldSchema>;

/**
 * One uploaded file. The answer is the attachment's id and is set by the upload alone: what a form posts under this
 * name as text is never read.
 */
export const fileKind: FieldKind<FileField> = {
  normalise: (typed) => typed,
  schema: () => z.uuid('file_required'),
  display: (_field, value, facts) => facts.fileNames.get(value) ?? '',
};
