import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const countryFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('country'),
  /** Takes those that no longer exist, such as the Soviet Union. */
  ceased: z.boolean().default(false),
});
export type CountryField = z.infer<typeof countryFieldSchema>;

/** A foreign country, typed by its Italian name and kept as its code. */
export const countryKind: FieldKind<CountryField> = {
  normalise: (typed, { ceased }, { territory }) =>
    territory.countriesNamed(typed).find((place) => ceased || !place.ceased)?.code ?? typed,
  schema: ({ ceased }, { territory }) =>
    z.string().refine((value) => {
      const place = territory.country(value);
      return place !== null && (ceased || !place.ceased);
    }, 'unknown_country'),
  typed: ({ ceased }, value, { territory }) => {
    const place = territory.country(value);
    return place === null || (place.ceased && !ceased) ? value : place.name;
  },
  display: (_field, value, { territory }) => territory.country(value)?.name ?? value,
};
