import type { FactorSetup } from '@stanza/core';
import type { FieldView } from '../../ui/fields.ts';
import { qrPath } from '../../ui/qr-path.ts';
import { texts } from './texts.it.ts';

export interface FactorForm {
  readonly action: string;
  readonly destination: string;
  readonly setup: FactorSetup;
  /** Why it is set up: an administrator must, somebody wants to, or another app takes the place of the one that there is. */
  readonly reason: 'obbligo' | 'scelta' | 'cambio';
  readonly asksPassword: boolean;
  readonly errors: { readonly codice?: string; readonly password?: string };
}

/** In groups of four, as apps show it and people type it. */
const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/gu, '$1 ');

export const operatoriSecondoFattoreView = ({
  action,
  destination,
  setup,
  reason,
  asksPassword,
  errors,
}: FactorForm) => {
  const fields: readonly FieldView[] = [
    {
      partial: 'field-code',
      id: 'codice',
      name: 'codice',
      label: texts.codice,
      required: true,
      value: '',
      maxlength: 7,
      capitals: false,
      digits: true,
      short: true,
      autocomplete: 'one-time-code',
      error: errors.codice,
    },
    ...(asksPassword
      ? [
          {
            partial: 'field-password' as const,
            id: 'password',
            name: 'password',
            label: texts.password,
            hint: texts.passwordAiuto,
            required: true,
            error: errors.password,
          },
        ]
      : []),
  ];
  const summary = Object.entries(errors).map(([id, message]) => ({ id, message }));
  return {
    heading: { title: texts.titolo, lead: texts.motivi[reason] },
    errors: summary.length === 0 ? null : { errors: summary },
    qr: qrPath(setup.uri),
    secret: grouped(setup.secret),
    action,
    destination,
    sealed: setup.sealed,
    fields,
  };
};
