import { z } from 'zod';
import { FILE_TYPES } from '../../ports/file-inspector.ts';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const acceptSchema = z
  .array(z.enum(FILE_TYPES))
  .min(1)
  .default([...FILE_TYPES]);

export const fileFieldSchema = fieldBaseSchema.extend({ kind: z.literal('file'), accept: acceptSchema });
export type FileField = z.infer<typeof fileFieldSchema>;

/**
 * One file, uploaded now or taken from the citizen's earlier ones. The answer is the attachment's id and is set by the use
 * case alone: what a form posts under this name as text is never read.
 */
export const fileKind: FieldKind<FileField> = {
  normalise: asTyped,
  schema: () => z.uuid('file_required'),
  display: (_field, value, { fileNames }) => fileNames.get(value) ?? '',
};
