import { fullName } from '@stanza/core';
import type { TestCitizen } from '@stanza/gateways';
import { notice } from '../../ui/components.ts';
import { radioChoices } from '../../ui/radio-choices.ts';
import { texts } from './texts.it.ts';

/** @param error why the page is shown again; null the first time */
export const accediProvaView = (
  base: string,
  requestId: string,
  citizens: readonly TestCitizen[],
  error: string | null = null,
) => ({
  heading: { title: texts.titolo },
  warning: notice('warning', { text: texts.avviso }),
  errors: error === null ? null : { errors: [{ id: 'persona', message: error }] },
  action: `${base}/accedi/prova`,
  requestId,
  field: {
    partial: 'field-radio' as const,
    id: 'persona',
    name: 'persona',
    label: texts.persona,
    required: true,
    error: error ?? undefined,
    choices: radioChoices(
      'persona',
      '',
      citizens.map(({ key, verified: { identity } }) => ({
        value: key,
        label: fullName(identity),
        hint: identity.codiceFiscale,
      })),
    ),
  },
});
