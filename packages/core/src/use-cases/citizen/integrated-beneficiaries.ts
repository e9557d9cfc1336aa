import type { Practice } from '../../practice/practice.ts';
import { type Answers, beneficiariesOf, type CompiledService, type Journey, journey } from '../../service/journey.ts';

/** The field, or the block of fields, that a field belongs to. */
const entryOf = (fieldId: string): string => fieldId.split('.', 1)[0] ?? fieldId;

const entriesOf = ({ steps }: Journey): ReadonlySet<string> =>
  new Set(steps.flatMap(({ fields }) => fields.map(({ bound }) => entryOf(bound.field.id))));

/**
 * On whose behalf a sent practice is, once it was integrated: they may read it, so a codice fiscale that is corrected lets one person
 * in and another out. Nobody comes in by an answer that was never sent, of a branch that the integration has opened.
 * @param integrated what was answered to each request, oldest first
 */
export const integratedBeneficiaries = (
  service: CompiledService,
  { answers, applicant }: Pick<Practice, 'answers' | 'applicant'>,
  integrated: readonly Answers[],
): readonly string[] => {
  const asked = entriesOf(journey(service, answers));
  const way = journey(service, Object.assign({}, answers, ...integrated));
  const steps = way.steps.map((step) => ({
    ...step,
    fields: step.fields.filter(({ bound }) => asked.has(entryOf(bound.field.id))),
  }));
  return beneficiariesOf({ ...way, steps }).filter((code) => code !== applicant?.identity.codiceFiscale);
};
