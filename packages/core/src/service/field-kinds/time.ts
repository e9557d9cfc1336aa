import { z } from 'zod';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const timeFieldSchema = fieldBaseSchema.extend({ kind: z.literal('time') });
export type TimeField = z.infer<typeof timeFieldSchema>;

/** A time of the day, kept as `HH:MM`; "9.30" and "9" are understood too. */
export const timeKind: FieldKind<TimeField> = {
  normalise: (typed) => {
    const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.,](\d{2}))?(?::\d{2})?$/u.exec(typed) ?? [];
    return hours === undefined ? typed : `${hours.padStart(2, '0')}:${minutes}`;
  },
  schema: () => z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'invalid_time'),
  display: asItIs,
};
