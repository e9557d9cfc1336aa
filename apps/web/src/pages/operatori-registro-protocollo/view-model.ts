import { type BookEntry, dayInItaly, type EntryNumber, practiceCode } from '@stanza/core';
import { dayAndMinute } from '../../format/moment.ts';
import { dataTable } from '../../ui/components.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** What is searched, as it was typed; `asked` is null when it is no number. */
export interface Searched {
  /** Whose number it is. */
  readonly register: 'protocollo' | 'emergenza';
  readonly number: string;
  readonly year: string;
  readonly asked: EntryNumber | null;
}

export interface BookShown {
  readonly rows: readonly BookEntry[];
  readonly next: string | null;
  readonly isFirst: boolean;
  /** Null when all is shown. */
  readonly searched: Searched | null;
  readonly now: Date;
}

const row = (here: string) => (entry: BookEntry) => {
  const { number, year, registeredAt, direction, subject, correspondent, practiceId, emergency, cancellation } = entry;
  const href = `${here}/annulla?anno=${year}&numero=${Number(number)}`;
  const printed = `${number}/${year}`;
  const detail = emergency === null ? '' : texts.daEmergenza(emergency.number, emergency.year);
  return [
    { text: printed, detail },
    { text: dayAndMinute(registeredAt), detail: texts.direzioni[direction] },
    { text: subject, detail: practiceId === null ? '' : texts.fascicolo(practiceCode(practiceId)) },
    { text: correspondent },
    { text: cancellation === null ? texts.valida : texts.annullata },
    { link: { label: cancellation === null ? texts.annulla : texts.vedi, href, context: printed } },
  ];
};

const fieldsOf = (searched: Searched | null, now: Date): readonly FieldView[] => {
  const base = { required: false, conditional: true } as const;
  const year = searched?.year ?? dayInItaly(now).slice(0, 4);
  return [
    {
      ...base,
      partial: 'field-select',
      id: 'registro',
      name: 'registro',
      label: texts.registro,
      placeholder: texts.registri.protocollo,
      options: [{ value: 'emergenza', label: texts.registri.emergenza, selected: searched?.register === 'emergenza' }],
    },
    {
      ...base,
      partial: 'field-number',
      id: 'numero',
      name: 'numero',
      label: texts.numero,
      value: searched?.number ?? '',
      decimals: false,
    },
    { ...base, partial: 'field-number', id: 'anno', name: 'anno', label: texts.anno, value: year, decimals: false },
  ];
};

const noneText = (searched: Searched | null): string => {
  if (searched === null) return texts.nienteTesto;
  return searched.asked === null ? texts.scrivi : texts.nonTrovata;
};

/** @param office path of the office @param here path of the page */
export const registroProtocolloView = (
  office: string,
  here: string,
  { rows, next, isFirst, searched, now }: BookShown,
) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  dailyHref: `${office}/registri-giornalieri`,
  emergencyHref: `${here}/emergenza`,
  action: here,
  fields: fieldsOf(searched, now),
  all: searched === null ? null : here,
  table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows.map(row(here))),
  none: rows.length > 0 ? null : { title: texts.niente, text: noneText(searched) },
  pagination: {
    label: texts.pagine,
    previous: isFirst ? null : here,
    next: next === null ? null : `${here}?dopo=${encodeURIComponent(next)}`,
    position: isFirst && next === null ? '' : texts.posizione,
  },
});
