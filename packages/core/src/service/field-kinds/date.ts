import { z } from 'zod';
import { isCalendarDate, italianDate } from '../../shared/calendar.ts';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const dateFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('date'),
  /** The day must not be after today (a birth, a death). */
  past: z.boolean().default(false),
  /** The day must not be before today (the beginning of something one asks leave for). */
  future: z.boolean().default(false),
});
export type DateField = z.infer<typeof dateFieldSchema>;

const ITALIAN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u;

/** A day, kept as `YYYY-MM-DD`; the Italian way of writing it (31/12/1999) is understood too. */
export const dateKind: FieldKind<DateField> = {
  normalise: (typed) => {
    const [, day, month, year] = ITALIAN.exec(typed) ?? [];
    if (day === undefined || month === undefined || year === undefined) return typed;
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  },
  schema: (field, facts) =>
    z
      .string()
      .refine(isCalendarDate, { error: 'invalid_date', abort: true })
      .refine((value) => !field.past || value <= facts.today(), 'date_in_future')
      .refine((value) => !field.future || value >= facts.today(), 'date_in_past'),
  display: (_field, value) => (isCalendarDate(value) ? italianDate(value) : value),
};
