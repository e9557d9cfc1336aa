import { dayAndTime, type OfficePracticeView, type RegistrationRecord } from '@stanza/core';
import type { DateFieldView, RadioFieldView, TextFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** Why the page is shown again. */
export type Refusal = keyof typeof texts.rifiuti;

/** What was sent, of one of the registrations. */
export interface TypedFinding {
  readonly key: string;
  readonly found: string;
  readonly number: string;
  readonly day: string;
  readonly refusal: Refusal;
}

const fieldOf: Readonly<Partial<Record<Refusal, string>>> = {
  finding: 'trovato',
  bad_number: 'numero',
  bad_day: 'giorno',
  number_taken: 'numero',
};

/** The field at which a refusal stands; null when it is about the page. */
export const refusedField = (refusal: Refusal): string | null => fieldOf[refusal] ?? null;

/** What is registered under a key that ends like this. */
const PAPERS: readonly (readonly [ending: RegExp, paper: keyof typeof texts.carta])[] = [
  [/:integrazione:[^:]+:richiesta$/u, 'richiestaDiIntegrazione'],
  [/:integrazione:[^:]+:risposta$/u, 'integrazione'],
  [/:integrazione:[^:]+:annullamento$/u, 'annullamento'],
  [/:richiesta$/u, 'richiesta'],
];

const paperOf = ({ key }: RegistrationRecord): string =>
  texts.carta[PAPERS.find(([ending]) => ending.test(key))?.[1] ?? 'risposta'];

type Open = keyof typeof texts.titolo;
/** In doubt, but where somebody else says the number, is whether what was sent has arrived. */
const stateOf = ({ state, handedOver }: RegistrationRecord): Open => {
  if (state === 'in_attesa' || state === 'aperta') return state;
  return handedOver === null ? 'in_dubbio' : 'arrivata';
};

const formOf = (href: string, record: RegistrationRecord, index: number, typed: TypedFinding | null) => {
  const state = stateOf(record);
  const mine = typed?.key === record.key ? typed : null;
  const error = (id: string) =>
    mine !== null && refusedField(mine.refusal) === id ? texts.rifiuti[mine.refusal] : undefined;
  const name = (id: string) => ({ id: `${id}-${index}`, name: id });
  const found: RadioFieldView = {
    partial: 'field-radio',
    ...name('trovato'),
    label: texts.trovato[state],
    required: true,
    choices: [
      { id: `trovato-${index}`, value: 'si', label: texts.registrata, checked: mine?.found === 'si' },
      ...(state === 'arrivata'
        ? [{ id: `ricevuta-${index}`, value: 'ricevuta', label: texts.ricevuta, checked: mine?.found === 'ricevuta' }]
        : []),
      { id: `non-trovato-${index}`, value: 'no', label: texts.nonRegistrata[state], checked: mine?.found === 'no' },
    ],
    error: error('trovato'),
  };
  const number: TextFieldView = {
    partial: 'field-text',
    ...name('numero'),
    label: texts.numero,
    hint: texts.numeroAiuto,
    required: false,
    conditional: true,
    value: mine?.number ?? '',
    error: error('numero'),
  };
  const day: DateFieldView = {
    partial: 'field-date',
    ...name('giorno'),
    label: texts.giorno,
    required: false,
    conditional: true,
    value: mine?.day ?? '',
    error: error('giorno'),
  };
  return {
    title: paperOf(record),
    book: { label: texts.registro, name: record.book },
    asked: record.askedAt === null ? null : { label: texts.chiesta, when: dayAndTime(record.askedAt) },
    action: `${href}/registrazione`,
    key: record.key,
    fields: [found, number, day],
  };
};

/** What the page is about: what is in doubt goes before what only has to be written. */
export const aboutOf = ({ unsettled }: OfficePracticeView): Open =>
  (['in_attesa', 'aperta', 'arrivata'] as const).find(
    (state) => unsettled.length > 0 && unsettled.every((record) => stateOf(record) === state),
  ) ?? 'in_dubbio';

/** @param href of the practice in the office @param typed what is shown again */
export const registrazioneView = (href: string, viewed: OfficePracticeView, typed: TypedFinding | null) => {
  const { practice, unsettled } = viewed;
  const about = aboutOf(viewed);
  const at = typed === null ? null : refusedField(typed.refusal);
  const place = typed === null ? -1 : unsettled.findIndex(({ key }) => key === typed.key);
  return {
    heading: { title: texts.titolo[about], lead: texts.spiegazione[about] },
    hint: texts.cerca(practice.code),
    errors:
      typed === null || at === null || place === -1
        ? null
        : { errors: [{ id: `${at}-${place}`, message: texts.rifiuti[typed.refusal] }] },
    forms: unsettled.map((record, index) => formOf(href, record, index, typed)),
    none: unsettled.length === 0,
    practiceHref: href,
  };
};
