import { z } from 'zod';
import { foreignPostalCodeSchema, isItaly } from '../../person/address.ts';
import { capSchema } from '../../person/contact-schemas.ts';
import type { Condition } from '../condition.ts';
import { type BlockPart, fieldBaseSchema, type ValidationFacts } from './field-kind.ts';
import { type BoundField, bindLeaf } from './leaf-kinds.ts';

export const addressFieldSchema = fieldBaseSchema.omit({ prefill: true }).extend({
  kind: z.literal('address'),
  /** Asks for stairs, floor and flat too. */
  interior: z.boolean().default(false),
  /**
   * A place that can only be in Italy, such as where works are done: no country is asked. Left out where it is not so, since a
   * value by itself would change the definitions that are published.
   */
  inItaly: z.literal(true).optional(),
  /** A new draft takes it from the profile, unless that is abroad and this one cannot be. */
  prefill: z.enum(['residenza', 'domicilio']).optional(),
});
export type AddressField = z.infer<typeof addressFieldSchema>;

/** Id of the country of an address, an answer that decides which other parts exist; null where none is asked. */
export const countryIdOf = ({ id, inItaly }: AddressField): string | null => (inItaly ? null : `${id}.stato`);

/**
 * An address in its parts: `<id>.via`, `<id>.civico`… Those of the interior may always be left out. Without a country it is in
 * Italy, as are the addresses from before the country was asked; with one it has no provincia and any postal code.
 */
export const bindAddress = (block: AddressField, facts: ValidationFacts): readonly BoundField[] => {
  const group = { id: block.id, label: block.label, hint: block.hint, row: null };
  const { required, requiredWhen, when, remember } = block;
  const common = (part: BlockPart) => ({
    id: `${block.id}.${part}`,
    label: facts.partLabels[part],
    required,
    requiredWhen,
    when,
    remember,
  });
  const optional = (part: BlockPart) => ({ ...common(part), required: false, requiredWhen: undefined });
  const text = (part: BlockPart, maxLength: number) =>
    bindLeaf({ kind: 'text', ...common(part), maxLength }, facts, group);
  const inside = (part: BlockPart) => bindLeaf({ kind: 'text', ...optional(part), maxLength: 20 }, facts, group);
  const [via, civico, comune] = [text('via', 120), text('civico', 20), text('comune', 120)];
  const interior = block.interior ? [inside('scala'), inside('piano'), inside('interno')] : [];
  const countryId = countryIdOf(block);
  if (countryId === null) {
    const cap = bindLeaf({ kind: 'cap', ...common('cap') }, facts, group);
    return [
      via,
      civico,
      cap,
      comune,
      bindLeaf({ kind: 'provincia', ...common('provincia') }, facts, group),
      ...interior,
    ];
  }
  const inItaly: Condition = { field: countryId, in: [''] };
  const onlyWhen = (place: Condition) => ({ when: when === undefined ? place : { all: [when, place] } });
  const country = bindLeaf({ kind: 'country', ...optional('stato'), ceased: false }, facts, group);
  // One box for both, as wide as the longest: without script one writes it before the page knows the country.
  const postal = { kind: 'text', maxLength: 12 } as const;
  const cap = bindLeaf({ ...postal, ...common('cap'), ...onlyWhen(inItaly) }, facts, group);
  const foreign = { ...optional('codice_postale'), ...onlyWhen({ not: inItaly }), id: `${block.id}.cap` };
  return [
    { ...country, normalise: (typed) => (isItaly(typed) ? '' : country.normalise(typed)), shownOnlyAnswered: true },
    via,
    civico,
    { ...cap, schema: capSchema },
    { ...bindLeaf({ ...postal, ...foreign }, facts, group), schema: foreignPostalCodeSchema },
    comune,
    bindLeaf({ kind: 'provincia', ...common('provincia'), ...onlyWhen(inItaly) }, facts, group),
    ...interior,
  ];
};
