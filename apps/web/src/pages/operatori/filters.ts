import { italianDate, LIST_STATES, OFFICE_ORDERS, type OperatorDesk, withArticle } from '@stanza/core';
import { type Asked, hasDays, hrefOf, isFiltered, NEWEST_FIRST, valuesOf, wholeList } from '../../office/asked.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** In none of these a label says that it need not be filled in. */
const base = { required: false, conditional: true } as const;

const day = (name: 'dal' | 'al', value: string | null): FieldView => ({
  ...base,
  partial: 'field-date',
  id: name,
  name,
  label: texts.filtri[name],
  value: value ?? '',
});

const fieldsOf = ({ list, service, state, sent, order }: Asked, desk: OperatorDesk): readonly FieldView[] => {
  const select = (
    name: 'servizio' | 'stato' | 'ordine',
    placeholder: string,
    options: readonly { readonly value: string; readonly label: string }[],
    chosen: string | undefined,
  ): FieldView => ({
    ...base,
    partial: 'field-select',
    id: name,
    name,
    label: texts.filtri[name],
    placeholder,
    options: options.map((option) => ({ ...option, selected: option.value === chosen })),
    ...(name === 'ordine' ? { hint: texts.ordineAiuto } : {}),
  });
  const services = desk.services.map(({ slug, name }) => ({ value: slug, label: name }));
  const states = LIST_STATES[list].map((value) => ({ value, label: stateTexts[value].label }));
  // The empty choice of a list is the first of its orders.
  const orders = OFFICE_ORDERS.filter((one) => one !== NEWEST_FIRST).map((value) => ({
    value,
    label: texts.ordini[value],
  }));
  return [
    select('servizio', texts.tuttiServizi, services, service?.slug),
    ...(states.length === 1 ? [] : [select('stato', texts.tuttiStati, states, state ?? undefined)]),
    day('dal', sent.from),
    day('al', sent.to),
    select('ordine', texts.ordini[NEWEST_FIRST], orders, order),
  ];
};

const daysIn = ({ from, to }: Asked['sent']): string =>
  texts.attivi.giorni(
    [
      ...(from === null ? [] : [withArticle('dal', italianDate(from))]),
      ...(to === null ? [] : [withArticle('al', italianDate(to))]),
    ].join(' '),
  );

/** What the list is limited to, in words; null when it is whole. */
const activeOf = (home: string, asked: Asked) => {
  if (!isFiltered(asked)) return null;
  const { search, service, state } = asked;
  return {
    items: [
      ...(search === '' ? [] : [texts.attivi.ricerca(search)]),
      ...(service === null ? [] : [texts.attivi.servizio(service.name)]),
      ...(state === null ? [] : [texts.attivi.stato(stateTexts[state].label)]),
      ...(hasDays(asked) ? [daysIn(asked.sent)] : []),
    ],
    removeHref: hrefOf(home, wholeList(asked)),
  };
};

/**
 * The box that searches, the fields that filter, and what both do to the list that is shown.
 * @param typed a search that was not made; null when there is none
 */
export const filtersView = (home: string, asked: Asked, desk: OperatorDesk, typed: string | null) => ({
  action: home,
  search: { value: typed ?? asked.search, hidden: valuesOf(asked).filter(({ name }) => name !== 'ricerca') },
  filters: {
    open: isFiltered({ ...asked, search: '' }),
    fields: fieldsOf(asked, desk),
    hidden: valuesOf(asked).filter(({ name }) => name === 'lista' || name === 'ricerca'),
  },
  active: activeOf(home, asked),
});
