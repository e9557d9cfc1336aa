import type { OpenedInvitation } from '@stanza/core';
import { passwordTexts } from '../../texts/passwords.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** What is wrong, with the password or with its repetition. */
export interface PasswordError {
  readonly field: 'password' | 'ripeti';
  readonly message: string;
}

interface PasswordForm {
  /** Path of the office. */
  readonly office: string;
  /** The last part of the link. */
  readonly token: string;
  readonly opened: OpenedInvitation;
  readonly error: PasswordError | null;
}

export const operatoriPasswordView = ({ office, token, opened, error }: PasswordForm) => {
  const { invitation, operator } = opened;
  const at = (field: PasswordError['field']) => (error?.field === field ? error.message : undefined);
  const fields: readonly FieldView[] = [
    { partial: 'field-readonly', label: texts.email, value: operator.email },
    {
      partial: 'field-password',
      id: 'password',
      name: 'password',
      label: texts.nuova,
      hint: passwordTexts.regola,
      required: true,
      isNew: true,
      error: at('password'),
    },
    {
      partial: 'field-password',
      id: 'ripeti',
      name: 'ripeti',
      label: texts.ripeti,
      required: true,
      isNew: true,
      error: at('ripeti'),
    },
  ];
  return {
    heading: { title: texts.titolo, lead: texts.saluti[invitation.kind](operator.name) },
    errors: error === null ? null : { errors: [{ id: error.field, message: error.message }] },
    form: { action: `${office}/password`, token, fields },
    over: null,
  };
};

/** The link is good for nothing, whatever the reason. */
export const overView = (office: string) => ({
  heading: { title: texts.finito, lead: texts.spiegazione },
  errors: null,
  form: null,
  over: { href: `${office}/accesso/dimenticata`, label: texts.chiedi },
});
