import { z } from 'zod';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const infoFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('info'),
  /** It asks nothing. */
  required: z.literal(false).default(false),
  /** A heading; may be left out. */
  label: z.string().default(''),
  text: z.array(z.string().min(1)).min(1),
});
export type InfoField = z.infer<typeof infoFieldSchema>;

/** Text between the fields that informs and asks nothing. */
export const infoKind: FieldKind<InfoField> = { normalise: asTyped, schema: () => z.string(), display: () => '' };
