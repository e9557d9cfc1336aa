import type { DisplayFacts } from './field-kinds/field-kind.ts';
import { allFieldsOf, asksNothing, type BoundEntry, type BoundField } from './field-kinds/index.ts';
import type { CompiledService, Journey } from './journey.ts';

/** A column of a table of answers: one question of a service. */
export interface AnswerColumn {
  /** The same for the same question, put in the same words and in the same step, in every revision of the service. */
  readonly key: string;
  /** Title of the step. */
  readonly step: string;
  /** What the question is part of, from the outside in, and the question: "Nucleo familiare", "Componente 2", "Cognome". */
  readonly labels: readonly string[];
}

const keyOf = (step: string, { field, group }: BoundField): string =>
  JSON.stringify([field.id, step, group?.label ?? '', field.label]);

/** What a block that is repeated is called: the fields in it only know their row. */
const blockOf = (entry: BoundEntry): readonly string[] => (entry.kind === 'rows' ? [entry.rows.rows.label] : []);

/**
 * A column for each answer that some revision of a service may have, repeated blocks as often as they may be repeated; nothing
 * for what asks nothing. A question that was put differently has another column: what was answered to the one does not answer
 * the other.
 * @param revisions in the order in which their questions are wanted; what an earlier one has too is not there again
 */
export const answerColumns = (revisions: readonly CompiledService[]): readonly AnswerColumn[] => {
  const columns = new Map<string, AnswerColumn>();
  for (const { definition, entries } of revisions.flatMap(({ steps }) => steps)) {
    for (const entry of entries) {
      for (const bound of allFieldsOf(entry).filter(({ field }) => !asksNothing(field))) {
        const key = keyOf(definition.title, bound);
        const labels = [...blockOf(entry), ...(bound.group === null ? [] : [bound.group.label]), bound.field.label];
        if (!columns.has(key)) columns.set(key, { key, step: definition.title, labels });
      }
    }
  }
  return [...columns.values()];
};

/** The answers of a practice as people read them, by the key of their column; without what was not asked or not answered. */
export const answersByColumn = ({ steps }: Journey, facts: DisplayFacts): ReadonlyMap<string, string> =>
  new Map(
    steps.flatMap(({ definition, fields }) =>
      fields
        .filter(({ bound, value }) => value !== '' && !asksNothing(bound.field))
        .map(({ bound, value }) => [keyOf(definition.title, bound), bound.display(value, facts)] as const),
    ),
  );
