import { z } from 'zod';
import { ibanInGroups, isIban, normaliseIban } from '../../person/iban.ts';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const ibanFieldSchema = fieldBaseSchema.extend({ kind: z.literal('iban') });
export type IbanField = z.infer<typeof ibanFieldSchema>;

/** A bank account, of Italy or of another country. */
export const ibanKind: FieldKind<IbanField> = {
  normalise: normaliseIban,
  schema: () => z.string().refine(isIban, 'invalid_iban'),
  typed: (_field, value) => (isIban(value) ? ibanInGroups(value) : value),
  display: (_field, value) => ibanInGroups(value),
};
