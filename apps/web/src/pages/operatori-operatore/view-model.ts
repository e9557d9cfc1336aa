import type { OperatorAccount, Service } from '@stanza/core';
import { roleTexts } from '../../texts/staff.it.ts';
import { type AccountShown, accountView } from './account-view.ts';
import { type OperatorForm, operatorFormView } from './form-view.ts';
import { texts } from './texts.it.ts';

/** As it is, when somebody else has changed it while this was chosen. */
const nowView = ({ name, role, services: enabled }: OperatorAccount, services: readonly Service[]) => ({
  title: '',
  editHref: null,
  rows: [
    { term: texts.campi.name, value: name },
    { term: texts.campi.role, value: roleTexts[role] },
    {
      term: texts.servizi(String(enabled.length)),
      value: services.flatMap(({ id, definition }) => (enabled.includes(id) ? [definition.name] : [])).join(', '),
    },
  ],
});

/** A new operator. */
export const nuovoOperatoreView = (form: OperatorForm) => ({
  heading: { title: texts.nuovo, lead: texts.nuovoTesto },
  form: operatorFormView(form),
  now: null,
  account: null,
});

/** @param now as it is, when that is not what the form was made on */
export const operatoriOperatoreView = (form: OperatorForm, shown: AccountShown, now: OperatorAccount | null) => ({
  heading: { title: shown.account.name },
  form: operatorFormView(form),
  now: now === null ? null : nowView(now, form.services),
  account: accountView(shown),
});
