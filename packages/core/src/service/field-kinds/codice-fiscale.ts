import { z } from 'zod';
import { isCodiceFiscale, normaliseCodiceFiscale } from '../../person/codice-fiscale.ts';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const codiceFiscaleFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('codice_fiscale'),
  /** The person with this code finds the practice under "Aperte per mio conto" (reference ente.md, on behalf). */
  beneficiary: z.boolean().default(false),
});
export type CodiceFiscaleField = z.infer<typeof codiceFiscaleFieldSchema>;

/** The tax code of a person. */
export const codiceFiscaleKind: FieldKind<CodiceFiscaleField> = {
  normalise: normaliseCodiceFiscale,
  schema: () => z.string().refine(isCodiceFiscale, 'invalid_codice_fiscale'),
  display: (_field, value) => value,
};
