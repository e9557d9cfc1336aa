import { z } from 'zod';
import { phoneSchema } from '../../person/contact-schemas.ts';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const phoneFieldSchema = fieldBaseSchema.extend({ kind: z.literal('phone') });
export type PhoneField = z.infer<typeof phoneFieldSchema>;

/** A telephone number, of Italy or with its prefix. */
export const phoneKind: FieldKind<PhoneField> = {
  normalise: (typed) => typed.replaceAll(/\s+/gu, ' '),
  schema: () => phoneSchema,
  display: asItIs,
};
