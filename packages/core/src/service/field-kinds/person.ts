import { z } from 'zod';
import { type BlockPart, fieldBaseSchema, type ValidationFacts } from './field-kind.ts';
import { type BoundField, bindLeaf } from './leaf-kinds.ts';

const PARTS = ['nome', 'cognome', 'codice_fiscale', 'data_nascita', 'luogo_nascita'] as const;

export const personFieldSchema = fieldBaseSchema.omit({ prefill: true }).extend({
  kind: z.literal('person'),
  /** What is asked of the person, in the order in which it is drawn. */
  parts: z.array(z.enum(PARTS)).min(1).default(['nome', 'cognome', 'codice_fiscale', 'data_nascita']),
  /** The person finds the practice under "Aperte per mio conto". */
  beneficiary: z.boolean().default(false),
});
export type PersonField = z.infer<typeof personFieldSchema>;

/** A person in their parts: `<id>.nome`, `<id>.codice_fiscale`… */
export const bindPerson = (block: PersonField, facts: ValidationFacts): readonly BoundField[] => {
  const group = { id: block.id, label: block.label, hint: block.hint, row: null };
  const { required, requiredWhen, when, remember, beneficiary } = block;
  const common = (part: BlockPart) => ({
    id: `${block.id}.${part}`,
    label: facts.partLabels[part],
    required,
    requiredWhen,
    when,
    remember,
  });
  return block.parts.map((part) => {
    if (part === 'codice_fiscale') {
      const field = { kind: 'codice_fiscale' as const, ...common(part), beneficiary, elevenDigits: true };
      return bindLeaf(field, facts, group);
    }
    if (part === 'data_nascita') {
      return bindLeaf({ kind: 'date', ...common(part), past: true, future: false }, facts, group);
    }
    return bindLeaf({ kind: 'text', ...common(part), maxLength: 120 }, facts, group);
  });
};
