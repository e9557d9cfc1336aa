import { z } from 'zod';
import { capSchema } from '../../person/contact-schemas.ts';
import { asItIs, asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const capFieldSchema = fieldBaseSchema.extend({ kind: z.literal('cap') });
export type CapField = z.infer<typeof capFieldSchema>;

/** Italian postal code: five digits. */
export const capKind: FieldKind<CapField> = { normalise: asTyped, schema: () => capSchema, display: asItIs };
