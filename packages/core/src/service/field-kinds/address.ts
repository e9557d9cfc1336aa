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
  /** A new draft takes it from the profile. */
  prefill: z.enum(['residenza', 'domicilio']).optional(),
});
export type AddressField = z.infer<typeof addressFieldSchema>;

/** Id of the country of an address: an answer that decides which other parts exist. */
export const countryIdOf = ({ id }: AddressField): string => `${id}.stato`;

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
  const inItaly: Condition = { field: countryIdOf(block), in: [''] };
  const onlyWhen = (place: Condition) => ({ when: when === undefined ? place : { all: [when, place] } });
  const country = bindLeaf({ kind: 'country', ...optional('stato'), ceased: false }, facts, group);
  // One box for both, as wide as the longest: without script one writes it before the page knows the country.
  const postal = { kind: 'text', maxLength: 12 } as const;
  const cap = bindLeaf({ ...postal, ...common('cap'), ...onlyWhen(inItaly) }, facts, group);
  const foreign = { ...optional('codice_postale'), ...onlyWhen({ not: inItaly }), id: `${block.id}.cap` };
  return [
    { ...country, normalise: (typed) => (isItaly(typed) ? '' : country.normalise(typed)), shownOnlyAnswered: true },
    text('via', 120),
    text('civico', 20),
    { ...cap, schema: capSchema },
    { ...bindLeaf({ ...postal, ...foreign }, facts, group), schema: foreignPostalCodeSchema },
    text('comune', 120),
    bindLeaf({ kind: 'provincia', ...common('provincia'), ...onlyWhen(inItaly) }, facts, group),
    ...(block.interior ? [inside('scala'), inside('piano'), inside('interno')] : []),
  ];
};
