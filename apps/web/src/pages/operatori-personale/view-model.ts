import { accountState, dayAndTime, type Operator, type OperatorAccount, type Page, type Service } from '@stanza/core';
import { accountStateTexts, roleTexts, undeliveredTexts } from '../../texts/staff.it.ts';
import { dataTable, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface StaffShown {
  readonly page: Page<OperatorAccount>;
  readonly services: readonly Service[];
  /** Whom a message with a link did not reach, by name. */
  readonly undelivered: readonly Pick<Operator, 'id' | 'name'>[];
  readonly isFirst: boolean;
  /** Part of a name; null when all are shown. */
  readonly search: string | null;
  /** A name that was typed and not searched; null when there is none. */
  readonly typed: string | null;
}

/** More would make the row of a table too tall. */
const MAX_NAMED = 3;

const servicesOf = ({ services: enabled }: OperatorAccount, services: readonly Service[]): string => {
  if (enabled.length === 0) return texts.nessunServizio;
  if (enabled.length === services.length && enabled.length > MAX_NAMED) return texts.tuttiServizi(enabled.length);
  if (enabled.length > MAX_NAMED) return texts.quanti(enabled.length);
  return services.flatMap(({ id, definition }) => (enabled.includes(id) ? [definition.name] : [])).join(', ');
};

/** Who has to be looked after, each with the way to their page: in a long list they would be on any of its pages. */
const undeliveredView = (here: string, undelivered: StaffShown['undelivered']) => ({
  notice: notice('warning', { title: texts.nonConsegnati, text: undeliveredTexts.frase(undelivered.length) }),
  people: undelivered.map(({ id, name }) => ({ href: `${here}/${id}`, name })),
});

/** @param here path of the page */
export const operatoriPersonaleView = (here: string, shown: StaffShown) => {
  const { page, services, undelivered, isFirst, search, typed } = shown;
  const unreached = new Set(undelivered.map(({ id }) => id));
  const rows = page.rows.map((account) => [
    { text: account.name },
    { text: roleTexts[account.role] },
    {
      badge: accountStateTexts[accountState(account)],
      detail: unreached.has(account.id) ? undeliveredTexts.segno : undefined,
    },
    { text: servicesOf(account, services) },
    { text: account.lastSignInAt === null ? texts.mai : dayAndTime(account.lastSignInAt) },
    { link: { label: texts.apri, href: `${here}/${account.id}`, context: account.name } },
  ]);
  const goesOn = search === null && page.next !== null;
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    undelivered: undelivered.length === 0 ? null : undeliveredView(here, undelivered),
    create: `${here}/nuovo`,
    search: {
      action: here,
      field: {
        partial: 'field-text' as const,
        id: 'nome',
        name: 'nome',
        label: texts.cerca,
        required: false,
        conditional: true,
        value: typed ?? search ?? '',
      },
      all: search === null ? null : here,
    },
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
    none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
    more: search !== null && page.next !== null ? notice('info', { text: texts.troppi }) : null,
    pagination: {
      label: texts.pagine,
      previous: isFirst ? null : here,
      next: goesOn ? `${here}?dopo=${page.next}` : null,
      position: goesOn || !isFirst ? texts.posizione : '',
    },
  };
};
