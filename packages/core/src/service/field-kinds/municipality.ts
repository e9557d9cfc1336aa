import { z } from 'zod';
import { placeName } from '../../ports/territory.ts';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const municipalityFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('municipality'),
  /** Takes those that no longer exist: somebody may be born there, nobody can move there. */
  ceased: z.boolean().default(false),
});
export type MunicipalityField = z.infer<typeof municipalityFieldSchema>;

/**
 * An Italian municipality. It is typed by its name, with the province where two share it, and kept as its code; a name that
 * says no single one stays as it was typed.
 */
export const municipalityKind: FieldKind<MunicipalityField> = {
  normalise: (typed, { ceased }, { territory }) => {
    const found = territory.municipalitiesNamed(typed).filter((place) => ceased || !place.ceased);
    return found.length === 1 ? (found[0]?.code ?? typed) : typed;
  },
  schema: ({ ceased }, { territory }) =>
    z
      .string()
      .refine((value) => territory.municipality(value) !== null || territory.municipalitiesNamed(value).length < 2, {
        error: 'ambiguous_municipality',
        abort: true,
      })
      .refine((value) => territory.municipality(value) !== null || territory.municipalitiesNamed(value).length === 0, {
        error: 'ceased_municipality',
        abort: true,
      })
      .refine((value) => territory.municipality(value) !== null, { error: 'unknown_municipality', abort: true })
      .refine((value) => ceased || territory.municipality(value)?.ceased !== true, 'ceased_municipality'),
  typed: ({ ceased }, value, { territory }) => {
    const place = territory.municipality(value);
    return place === null || (place.ceased && !ceased) ? value : placeName(place);
  },
  display: (_field, value, { territory }) => {
    const place = territory.municipality(value);
    return place === null ? value : placeName(place);
  },
};
