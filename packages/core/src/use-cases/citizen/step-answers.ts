import { holdsFiles } from '../../service/field-kinds/index.ts';
import type { Answers, CompiledService, JourneyStep } from '../../service/journey.ts';
import type { RowChange, StepInput } from './step-input.ts';

/**
 * The typed values of a step's own fields, normalised. Fields that hold files are never read from text; a box that was shown
 * and is not among what was sent was not ticked.
 * @param shown the step as it was before, whose fields the citizen had before their eyes
 */
export const typedAnswers = (service: CompiledService, shown: JourneyStep, input: StepInput): Answers => {
  const { definition } = shown;
  if (definition.kind === 'instructions' || definition.kind === 'applicant') {
    return { [definition.id]: input.confirmed || '' };
  }
  const step = service.steps.find((candidate) => candidate.definition.id === definition.id);
  const boxes = new Set(
    shown.fields.filter(({ bound }) => bound.field.kind === 'checkbox').map((f) => f.bound.field.id),
  );
  const answers: Record<string, string> = {};
  for (const bound of step?.fields ?? []) {
    const { field } = bound;
    if (holdsFiles(field)) continue;
    const typed = input.typed[field.id] ?? (boxes.has(field.id) ? '' : undefined);
    if (typed !== undefined) answers[field.id] = bound.normalise(typed);
  }
  return answers;
};

/** The answers of a repeated block after a row was added or taken away: the rows behind it move up. */
export const changedRows = (step: JourneyStep, answers: Answers, change: RowChange | null): Answers => {
  const block = step.rows.find(({ id }) => id === change?.block);
  if (change === null || block === undefined) return {};
  if (change.do === 'add') return { [block.id]: String(Math.min(block.max, block.count + 1)) };
  if (change.row >= block.count || block.count <= block.min) return {};
  const changed: Record<string, string> = { [block.id]: String(block.count - 1) };
  for (const { bound } of step.fields) {
    const [, row, cell] = /^[^.]+\.(\d+)\.(.+)$/u.exec(bound.field.id) ?? [];
    if (!bound.field.id.startsWith(`${block.id}.`) || Number(row) < change.row) continue;
    const below = answers[`${block.id}.${Number(row) + 1}.${cell}`];
    // The last row's answers must not come back with the next row that is added.
    changed[bound.field.id] = Number(row) + 1 < block.count && typeof below === 'string' ? below : '';
  }
  return changed;
};
