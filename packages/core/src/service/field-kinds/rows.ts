import { z } from 'zod';
import { fieldBaseSchema, type ValidationFacts } from './field-kind.ts';
import { type BoundField, bindLeaf, leafSchemas } from './leaf-kinds.ts';

const MOST_ROWS = 20;

const cellSchema = z
  .discriminatedUnion('kind', leafSchemas)
  .refine((cell) => cell.when === undefined && cell.requiredWhen === undefined, 'no_condition_in_rows');

export const rowsFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('rows'),
  /** Name of one row: "Componente", "Figlio". */
  rowLabel: z.string().min(1),
  min: z.int().min(0).max(MOST_ROWS).default(0),
  max: z.int().min(1).max(MOST_ROWS).default(10),
  fields: z.array(cellSchema).min(1).max(12),
});
export type RowsField = z.infer<typeof rowsFieldSchema>;

/** A block of fields that is repeated as often as the citizen wants: `<id>.0.nome`, `<id>.1.nome`… The answer at `<id>` is how often. */
export interface BoundRows {
  readonly rows: RowsField;
  /** The fields of each possible row. */
  readonly at: readonly (readonly BoundField[])[];
  /** How many rows there are with this answer. */
  count(answer: string): number;
}

export const bindRows = (rows: RowsField, facts: ValidationFacts): BoundRows => ({
  rows,
  at: Array.from({ length: rows.max }, (_, row) =>
    rows.fields.map((cell) =>
      bindLeaf({ ...cell, id: `${rows.id}.${row}.${cell.id}`, when: rows.when, remember: rows.remember }, facts, {
        id: `${rows.id}.${row}`,
        label: `${rows.rowLabel} ${row + 1}`,
        hint: undefined,
        row,
      }),
    ),
  ),
  count: (answer) => Math.min(rows.max, Math.max(rows.min, /^\d{1,2}$/u.test(answer) ? Number(answer) : 0)),
});
