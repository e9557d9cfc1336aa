import { z } from 'zod';
import { APPLICANT_FACTS } from '../../person/applicant-facts.ts';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const readonlyFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('readonly'),
  /** It asks nothing. */
  required: z.literal(false).default(false),
  /** Which fact about the applicant it shows. */
  fact: z.enum(APPLICANT_FACTS),
});
export type ReadonlyField = z.infer<typeof readonlyFieldSchema>;

/** A datum of the applicant that cannot be changed here (manual §6: "campi disabilitati"). It has no answer. */
export const readonlyKind: FieldKind<ReadonlyField> = {
  normalise: asTyped,
  schema: () => z.string(),
  display: ({ fact }, _value, { applicant }) => applicant.get(fact) ?? '',
};
