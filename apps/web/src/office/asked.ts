import {
  isCalendarDate,
  LIST_STATES,
  OFFICE_ORDERS,
  type OfficeOrder,
  type OfficeQuery,
  OPERATOR_LISTS,
  type OperatorDesk,
  type OperatorList,
  readSearch,
  type SentBetween,
  type SentState,
} from '@stanza/core';

/** What an address of the page asks for, once it has been found good. */
export interface Asked {
  readonly list: OperatorList;
  readonly service: OperatorDesk['services'][number] | null;
  readonly state: SentState | null;
  readonly sent: SentBetween;
  readonly order: OfficeOrder;
  readonly search: string;
  /** The search as it stands in the address: see `sealText`. */
  readonly sealed: string;
}

/** The names of what the address says, in the order in which it says it. */
export const NAMES = ['lista', 'servizio', 'stato', 'dal', 'al', 'ordine', 'ricerca'] as const;
export type Name = (typeof NAMES)[number];

export const NEWEST_FIRST = 'data-desc' satisfies OfficeOrder;
/** Without a choice, the first of these that holds something: what there is to do. */
const WORK: readonly OperatorList[] = ['da_gestire', 'da_assegnare'];

/** Whether the list can be in this order: days are chosen only of what is in the order of the days (`OfficeQuery`). */
export const isByDate = (order: OfficeOrder): order is 'data-desc' | 'data-asc' => order.startsWith('data-');
export const hasDays = ({ sent }: Pick<Asked, 'sent'>): boolean => sent.from !== null || sent.to !== null;

/** @param value of a name in the address, empty when it is not there. What means nothing is taken for not there. */
export const readAsked = (value: (name: Name) => string, desk: OperatorDesk, search: string): Asked => {
  const list =
    OPERATOR_LISTS.find((name) => name === value('lista')) ??
    WORK.find((name) => desk.counts[name] > 0) ??
    'da_gestire';
  const day = (name: 'dal' | 'al') => (isCalendarDate(value(name)) ? value(name) : null);
  const sent = { from: day('dal'), to: day('al') };
  const order = OFFICE_ORDERS.find((one) => one === value('ordine')) ?? NEWEST_FIRST;
  return {
    list,
    service: desk.services.find(({ slug }) => slug === value('servizio')) ?? null,
    state: LIST_STATES[list].find((state) => state === value('stato')) ?? null,
    sent,
    order: hasDays({ sent }) && !isByDate(order) ? NEWEST_FIRST : order,
    search,
    sealed: search === '' ? '' : value('ricerca'),
  };
};

/** What the address of the same says, without what says nothing. */
export const valuesOf = (asked: Asked): readonly { readonly name: Name; readonly value: string }[] => {
  const values: Readonly<Record<Name, string>> = {
    lista: asked.list,
    servizio: asked.service?.slug ?? '',
    stato: asked.state ?? '',
    dal: asked.sent.from ?? '',
    al: asked.sent.to ?? '',
    ordine: asked.order === NEWEST_FIRST ? '' : asked.order,
    ricerca: asked.sealed,
  };
  return NAMES.map((name) => ({ name, value: values[name] })).filter(({ value }) => value !== '');
};

/** The name of where a page of a list begins. */
export const AFTER = 'dopo';

/** What the address of a page of a list says, for a form that comes back to it. @param after null: the page is the first */
export const pageValuesOf = (asked: Asked, after: string | null) => [
  ...valuesOf(asked),
  ...(after === null ? [] : [{ name: AFTER, value: after }]),
];

/** The address of what is asked. @param home of the office @param after where the page begins; null: at the beginning */
export const hrefOf = (home: string, asked: Asked, after: string | null = null): string =>
  `${home}?${new URLSearchParams(pageValuesOf(asked, after).map(({ name, value }): [string, string] => [name, value]))}`;

export const queryOf = ({ list, service, state, sent, order, search }: Asked): OfficeQuery => {
  const what = { list, serviceId: service?.id ?? null, state, search: readSearch(search) };
  return isByDate(order) ? { ...what, order, sent } : { ...what, order, sent: null };
};

/** Whether the list is shown in part. */
export const isFiltered = (asked: Asked): boolean =>
  asked.service !== null || asked.state !== null || asked.search !== '' || hasDays(asked);

/** The same list, whole. */
export const wholeList = (asked: Asked): Asked => ({
  ...asked,
  service: null,
  state: null,
  sent: { from: null, to: null },
  search: '',
  sealed: '',
});
