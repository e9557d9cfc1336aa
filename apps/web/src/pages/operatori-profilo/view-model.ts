import { dayAndTime, needsSecondFactor, type OperatorAccount, type SecondFactor } from '@stanza/core';
import { passwordTexts } from '../../texts/passwords.it.ts';
import type { FieldView, PasswordFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** The forms of the page that ask for a password, by their address below it. */
export type ProfileForm = 'password' | 'codici' | 'disattiva';

export type ProfileField = 'vecchia' | 'nuova' | 'ripeti';

export interface ProfileShown {
  /** Path of the page. */
  readonly here: string;
  readonly account: OperatorAccount;
  readonly factor: SecondFactor | null;
  /** What is wrong in which form: at the old password, at the new one, or at its repetition. */
  readonly wrong: { readonly form: ProfileForm; readonly field: ProfileField; readonly message: string } | null;
}

const facts = ({ name, email, role, lastSignInAt }: OperatorAccount) => ({
  title: '',
  editHref: null,
  rows: [
    { term: texts.nome, value: name },
    { term: texts.email, value: email },
    { term: texts.ruolo, value: texts.ruoli[role] },
    { term: texts.ultimo, value: lastSignInAt === null ? '' : dayAndTime(lastSignInAt) },
  ],
});

const NEW = { required: true, isNew: true, partial: 'field-password' } as const;

const passwordForm = ({ here, wrong }: ProfileShown) => {
  const at = (field: ProfileField) => (wrong?.form === 'password' && wrong.field === field ? wrong.message : undefined);
  const fields: readonly FieldView[] = [
    {
      partial: 'field-password',
      id: 'vecchia',
      name: 'vecchia',
      label: texts.vecchia,
      required: true,
      error: at('vecchia'),
    },
    { ...NEW, id: 'nuova', name: 'nuova', label: texts.nuova, hint: passwordTexts.regola, error: at('nuova') },
    { ...NEW, id: 'ripeti', name: 'ripeti', label: texts.ripeti, error: at('ripeti') },
  ];
  return { action: `${here}/password`, fields };
};

/** A button with the password that it asks for. */
const confirmed = ({ here, wrong }: ProfileShown, form: 'codici' | 'disattiva', label: string) => {
  const field: PasswordFieldView = {
    partial: 'field-password',
    id: `conferma-${form}`,
    name: 'vecchia',
    label: texts.conferma,
    required: true,
    error: wrong?.form === form ? wrong.message : undefined,
  };
  return { action: `${here}/${form}`, label, field };
};

export const operatoriProfiloView = (office: string, shown: ProfileShown) => {
  const { account, factor, wrong } = shown;
  const setUp = `${office}/secondo-fattore`;
  const mayDoWithout = !needsSecondFactor(account);
  const id = wrong?.form === 'password' ? wrong.field : `conferma-${wrong?.form}`;
  return {
    heading: { title: texts.titolo },
    errors: wrong === null ? null : { errors: [{ id, message: wrong.message }] },
    facts: facts(account),
    password: passwordForm(shown),
    factor: {
      state: factor === null ? texts.nonAttivo : texts.attivo(factor.recoveryCodes),
      duty: mayDoWithout ? null : texts.obbligatorio,
      setUp: { href: setUp, label: factor === null ? texts.attiva : texts.altraApp },
      forms:
        factor === null
          ? []
          : [
              confirmed(shown, 'codici', texts.rigenera),
              ...(mayDoWithout ? [confirmed(shown, 'disattiva', texts.disattiva)] : []),
            ],
    },
    sessions: `${shown.here}/sessioni`,
  };
};
