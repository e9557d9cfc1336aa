import { z } from 'zod';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';
import { acceptSchema } from './file.ts';

export const filesFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('files'),
  accept: acceptSchema,
  max: z.int().min(1).max(20).default(10),
});
export type FilesField = z.infer<typeof filesFieldSchema>;

/** The ids in the answer of a field of files. */
export const fileIds = (value: string): readonly string[] => (value === '' ? [] : value.split(','));
export const joinFileIds = (ids: readonly string[]): string => [...new Set(ids)].join(',');

/** Several files under one heading, such as the drawings of a building permit: the id of the field is the key of the list. */
export const filesKind: FieldKind<FilesField> = {
  normalise: asTyped,
  schema: ({ max }) =>
    z
      .string()
      .refine((value) => fileIds(value).every((id) => z.uuid().safeParse(id).success), 'file_required')
      .refine((value) => fileIds(value).length <= max, 'too_many_files'),
  display: (_field, value, { fileNames }) =>
    fileIds(value)
      .map((id) => fileNames.get(id) ?? '')
      .join(', '),
};
