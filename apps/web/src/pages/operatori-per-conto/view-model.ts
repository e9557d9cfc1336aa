import {
  type CounterDraft,
  type DraftView,
  draftEnd,
  type FieldError,
  fullName,
  italianDate,
  type OfficePracticeView,
  type Service,
} from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { type ConfirmPageView, dataTable, notice } from '../../ui/components.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** What was chosen on the first page. */
export interface Chosen {
  readonly servizio: string;
  readonly codiceFiscale: string;
  readonly errors: readonly FieldError[];
}

interface Listed {
  readonly drafts: readonly CounterDraft[];
  readonly services: readonly Service[];
}

const draftsTable = (href: string, drafts: readonly CounterDraft[], draftDays: number) =>
  dataTable(
    texts.didascalia,
    texts.colonne,
    drafts.map((draft) => {
      const { id, code, serviceName, citizen, changedAt } = draft;
      const context = `${serviceName} ${code}`;
      return [
        { text: serviceName, detail: code },
        { text: fullName(citizen.identity) },
        { text: dayOnly(changedAt) },
        { text: italianDate(draftEnd(draft, draftDays)) },
        {
          links: [
            { label: texts.riprendi, href: `${href}/${id}/compila`, context },
            { label: texts.elimina, href: `${href}/${id}/elimina`, context },
          ],
        },
      ];
    }),
  );

/**
 * @param href of the page itself
 * @param draftDays days that a draft is kept after it was last saved
 */
export const perContoView = (href: string, { drafts, services }: Listed, chosen: Chosen, draftDays: number) => {
  const errorOf = (name: string) => {
    const code = chosen.errors.find(({ field }) => field === name)?.code;
    return code === undefined ? undefined : fieldErrorTexts[code];
  };
  const fields: readonly FieldView[] = [
    {
      partial: 'field-select',
      id: 'servizio',
      name: 'servizio',
      label: texts.servizio,
      required: true,
      placeholder: texts.scegli,
      options: services.map(({ definition: { slug, name } }) => ({
        value: slug,
        label: name,
        selected: slug === chosen.servizio,
      })),
      error: errorOf('servizio'),
    },
    {
      partial: 'field-code',
      id: 'codice_fiscale',
      name: 'codice_fiscale',
      label: texts.codiceFiscale,
      required: true,
      value: chosen.codiceFiscale,
      maxlength: 16,
      capitals: true,
      digits: false,
      short: false,
      error: errorOf('codice_fiscale'),
    },
  ];
  const labels: Readonly<Record<string, string>> = { servizio: texts.servizio, codice_fiscale: texts.codiceFiscale };
  const summary = chosen.errors.map(({ field, code }) => ({
    id: field,
    message: namedError(labels[field] ?? field, fieldErrorTexts[code]),
  }));
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: summary.length === 0 ? null : { errors: summary },
    form: services.length === 0 ? null : { action: `${href}/cittadino`, fields },
    none: services.length > 0 ? null : { title: texts.nessunServizio, text: texts.nessunServizioTesto },
    table: drafts.length === 0 ? null : draftsTable(href, drafts, draftDays),
  };
};

export const deleteView = (href: string, { practice, definition }: DraftView): ConfirmPageView => ({
  id: 'elimina',
  question: texts.domanda(definition.name, practice.code),
  details: texts.conseguenze,
  yes: texts.si,
  no: texts.no,
  action: `${href}/${practice.id}/elimina`,
  hidden: [],
  noHref: href,
});

/** @param home of the office */
export const sentView = (home: string, { practice, definition }: OfficePracticeView) => {
  const href = `${home}/pratiche/${practice.id}`;
  const ready = practice.documents.ricevuta !== undefined;
  return {
    heading: { title: texts.inviata, lead: definition.name },
    sent: notice('success', { text: texts.inviataTesto }),
    facts: {
      title: '',
      editHref: null,
      rows: [
        { term: texts.codice, value: practice.code },
        { term: texts.richiedente, value: practice.applicant === null ? '' : fullName(practice.applicant.identity) },
      ],
    },
    receiptHref: ready ? `${href}/documenti/ricevuta` : null,
    waiting: ready
      ? null
      : { href: `${home}/per-conto/${practice.id}/inviata`, seconds: 5, text: texts.inPreparazione },
    detailHref: href,
    anotherHref: `${home}/per-conto`,
  };
};
