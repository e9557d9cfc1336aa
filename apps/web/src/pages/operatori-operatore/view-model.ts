import { type OperatorAccount, type Service, strandedIn } from '@stanza/core';
import { roleTexts, strandedTexts } from '../../texts/staff.it.ts';
import { notice } from '../../ui/components.ts';
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
  stranded: null,
  now: null,
  account: null,
});

/** What the operator has in charge and cannot open: it is said for as long as there is any. */
const strandedView = (office: string, account: OperatorAccount, { charge }: OperatorForm) => {
  const stranded = strandedIn(charge, account);
  if (stranded === 0) return null;
  const href = `${office}/in-carico/${account.id}?elenco=da_riassegnare`;
  const text = strandedTexts.frase(stranded, account);
  return notice('warning', { text, link: { label: strandedTexts.riassegna, href } });
};

/** @param now as it is, when that is not what the form was made on */
export const operatoriOperatoreView = (form: OperatorForm, shown: AccountShown, now: OperatorAccount | null) => ({
  heading: { title: shown.account.name },
  form: operatorFormView(form),
  stranded: strandedView(shown.office, now ?? shown.account, form),
  now: now === null ? null : nowView(now, form.services),
  account: accountView(shown),
});
