import type { ChargeView } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { notice } from '../../ui/components.ts';
import type { SelectFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** Why the page is shown again after its form was sent. */
export type Refusal = keyof typeof texts.rifiuti;

/** Whether a refusal is about the field, not about the page. */
export const isAtField = (refusal: Refusal | null): boolean =>
  refusal === 'operator_required' || refusal === 'not_a_candidate';

const operatorField = ({ candidates }: ChargeView, chosen: string, refusal: Refusal | null): SelectFieldView => ({
  partial: 'field-select',
  id: 'operatore',
  name: 'operatore',
  label: texts.operatore,
  hint: texts.operatoreAiuto,
  required: true,
  placeholder: texts.scegli,
  options: candidates.map(({ id, name }) => ({ value: id, label: name, selected: id === chosen })),
  error: refusal !== null && isAtField(refusal) ? texts.rifiuti[refusal] : undefined,
});

/** @param practiceHref in the office @param chosen whom the form that is shown again has named */
export const riassegnaView = (practiceHref: string, charge: ChargeView, chosen: string, refusal: Refusal | null) => {
  const { practice, serviceName, assignedTo, candidates, mayOpen } = charge;
  const { code, state, version, submittedAt } = practice;
  return {
    heading: { title: texts.titolo, lead: texts.pratica(serviceName, code) },
    errors:
      refusal !== null && isAtField(refusal)
        ? { errors: [{ id: 'operatore', message: texts.rifiuti[refusal] }] }
        : null,
    practiceHref: mayOpen ? practiceHref : null,
    facts: {
      title: '',
      editHref: null,
      rows: [
        { term: texts.adesso, value: assignedTo ?? '' },
        { term: texts.stato, value: stateTexts[state].label },
        ...(submittedAt === null ? [] : [{ term: texts.inviata, value: dayOnly(submittedAt) }]),
      ],
    },
    none: candidates.length === 0 ? notice('warning', { text: texts.nessuno }) : null,
    form:
      candidates.length === 0
        ? null
        : { action: `${practiceHref}/riassegna`, version, field: operatorField(charge, chosen, refusal) },
  };
};
