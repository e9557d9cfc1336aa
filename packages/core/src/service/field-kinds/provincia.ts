import { z } from 'zod';
import { provinciaSchema } from '../../person/contact-schemas.ts';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const provinciaFieldSchema = fieldBaseSchema.extend({ kind: z.literal('provincia') });
export type ProvinciaField = z.infer<typeof provinciaFieldSchema>;

/** The two letters of a province; `EE` for an address abroad. */
export const provinciaKind: FieldKind<ProvinciaField> = {
  normalise: (typed) => typed.toUpperCase(),
  schema: () => provinciaSchema,
  display: asItIs,
};
