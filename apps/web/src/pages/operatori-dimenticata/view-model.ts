import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** @param base path of the sign-in of the office @param missing nothing was typed */
export const operatoriDimenticataView = (base: string, email: string, missing: boolean) => {
  const field: FieldView = {
    partial: 'field-email',
    id: 'email',
    name: 'email',
    label: texts.email,
    required: true,
    value: email,
    autocomplete: 'username',
    error: missing ? texts.manca : undefined,
  };
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: missing ? { errors: [{ id: 'email', message: texts.manca }] } : null,
    form: { action: `${base}/dimenticata`, field },
    sent: null,
    back: base,
  };
};

/** The same answer whether or not there is an operator with that address. */
export const requestedView = (base: string) => ({
  heading: { title: texts.mandato },
  errors: null,
  form: null,
  sent: [texts.spiegazione, texts.nonArriva],
  back: base,
});
