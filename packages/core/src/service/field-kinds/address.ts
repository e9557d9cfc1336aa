import { z } from 'zod';
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

/** An address in its parts: `<id>.via`, `<id>.civico`… Those of the interior may always be left out. */
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
  const text = (part: BlockPart, maxLength: number) =>
    bindLeaf({ kind: 'text', ...common(part), maxLength }, facts, group);
  const inside = (part: BlockPart) =>
    bindLeaf({ kind: 'text', ...common(part), required: false, requiredWhen: undefined, maxLength: 20 }, facts, group);
  return [
    text('via', 120),
    text('civico', 20),
    bindLeaf({ kind: 'cap', ...common('cap') }, facts, group),
    text('comune', 120),
    bindLeaf({ kind: 'provincia', ...common('provincia') }, facts, group),
    ...(block.interior ? [inside('scala'), inside('piano'), inside('interno')] : []),
  ];
};
