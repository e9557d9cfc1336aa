import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** The form as it stands: empty, or as it was just sent. */
export interface AccessForm {
  readonly email: string;
  /** Where to go after signing in; empty for the control panel. */
  readonly destination: string;
  /** The credentials were not good. */
  readonly wrong: boolean;
}

export const operatoriAccessoView = (action: string, { email, destination, wrong }: AccessForm) => {
  const fields: readonly FieldView[] = [
    {
      partial: 'field-email',
      id: 'email',
      name: 'email',
      label: texts.email,
      required: true,
      value: email,
      autocomplete: 'username',
      error: wrong ? texts.sbagliate : undefined,
    },
    { partial: 'field-password', id: 'password', name: 'password', label: texts.password, required: true },
  ];
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: wrong ? { errors: [{ id: 'email', message: texts.sbagliate }] } : null,
    action,
    forgotten: `${action}/dimenticata`,
    destination,
    fields,
  };
};
