import { z } from 'zod';
import { isCodiceFiscale, normaliseCodiceFiscale } from '../../person/codice-fiscale.ts';
import { isPartitaIva } from '../../person/partita-iva.ts';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const codiceFiscaleFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('codice_fiscale'),
  /** The person with this code finds the practice under "Aperte per mio conto" (reference ente.md, on behalf). */
  beneficiary: z.boolean().default(false),
  /** Takes eleven digits too: a temporary code of a person, or the code of an association. */
  elevenDigits: z.boolean().default(false),
});
export type CodiceFiscaleField = z.infer<typeof codiceFiscaleFieldSchema>;

/** The tax code of a person; where the definition says so, also a code of eleven digits (reference standards.md §5.1). */
export const codiceFiscaleKind: FieldKind<CodiceFiscaleField> = {
  normalise: normaliseCodiceFiscale,
  schema: ({ elevenDigits }) =>
    z
      .string()
      .refine((code) => isCodiceFiscale(code) || (elevenDigits && isPartitaIva(code)), 'invalid_codice_fiscale'),
  display: asItIs,
};
