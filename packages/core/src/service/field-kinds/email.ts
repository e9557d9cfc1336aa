import { z } from 'zod';
import { emailSchema } from '../../person/contact-schemas.ts';
import { asItIs, asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const emailFieldSchema = fieldBaseSchema.extend({ kind: z.literal('email') });
export type EmailField = z.infer<typeof emailFieldSchema>;

/** An e-mail address, ordinary or certified. */
export const emailKind: FieldKind<EmailField> = { normalise: asTyped, schema: () => emailSchema, display: asItIs };
