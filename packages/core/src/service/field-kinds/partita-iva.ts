import { z } from 'zod';
import { isPartitaIva, normalisePartitaIva } from '../../person/partita-iva.ts';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const partitaIvaFieldSchema = fieldBaseSchema.extend({ kind: z.literal('partita_iva') });
export type PartitaIvaField = z.infer<typeof partitaIvaFieldSchema>;

/** The VAT number of a business. */
export const partitaIvaKind: FieldKind<PartitaIvaField> = {
  normalise: normalisePartitaIva,
  schema: () => z.string().refine(isPartitaIva, 'invalid_partita_iva'),
  display: asItIs,
};
