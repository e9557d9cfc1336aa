import {
  type ClaimedRegistration,
  dayAndTime,
  heldAs,
  type OfficePracticeView,
  type RegistrationRecord,
} from '@stanza/core';
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

/** In the order in which the page is about them: what is in doubt goes before what only has to be written. */
const OPEN = [
  'in_dubbio',
  'arrivata',
  'a_mano',
  'aperta',
  'in_attesa',
] as const satisfies readonly (keyof typeof texts.titolo)[];
type Open = (typeof OPEN)[number];

const stateOf = (record: RegistrationRecord): Open => {
  if (record.state === 'in_attesa' || record.state === 'aperta') return record.state;
  return heldAs(record) ?? 'in_dubbio';
};

/** Why the portal has given up, or who has taken it from the portal. */
const remarkOf = ({ state, claim, claimedBy, lastError }: ClaimedRegistration): string | null => {
  if (state === 'a_mano' && claim !== null) return texts.presaDa(claimedBy ?? texts.unOperatore, dayAndTime(claim.at));
  return state === 'aperta' && lastError !== null ? texts.ultimoErrore(lastError) : null;
};

/**
 * What was found, with the number where there is one.
 * @param chosen what is chosen already
 * @param typed what is shown again of this registration
 */
const fieldsOf = (state: Exclude<Open, 'aperta'>, index: number, chosen: string, typed: TypedFinding | null) => {
  const error = (id: string) =>
    typed !== null && refusedField(typed.refusal) === id ? texts.rifiuti[typed.refusal] : undefined;
  const name = (id: string) => ({ id: `${id}-${index}`, name: id });
  // That nothing was registered was answered of a doubt of the registry's; of an office's it would send the documents again.
  const answered = typed?.found ?? (chosen === 'no' && state !== 'in_dubbio' ? '' : chosen);
  const choice = (id: string, value: string, label: string, hint?: string) => ({
    id: `${id}-${index}`,
    value,
    label,
    hint,
    checked: answered === value,
  });
  const found: RadioFieldView = {
    partial: 'field-radio',
    ...name('trovato'),
    label: texts.trovato[state],
    required: true,
    choices: [
      choice('trovato', 'si', texts.registrata),
      ...(state === 'arrivata' ? [choice('ricevuta', 'ricevuta', texts.ricevuta)] : []),
      state === 'a_mano'
        ? choice('non-trovato', 'rinuncio', texts.nonRegistrata[state], texts.rinunciaAiuto)
        : choice('non-trovato', 'no', texts.nonRegistrata[state]),
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
    value: typed?.number ?? '',
    error: error('numero'),
  };
  const day: DateFieldView = {
    partial: 'field-date',
    ...name('giorno'),
    label: texts.giorno,
    required: false,
    conditional: true,
    value: typed?.day ?? '',
    error: error('giorno'),
  };
  return [found, number, day];
};

const formOf = (
  href: string,
  record: ClaimedRegistration,
  index: number,
  chosen: string,
  typed: TypedFinding | null,
) => {
  const state = stateOf(record);
  return {
    title: paperOf(record),
    book: { label: texts.registro, name: record.book },
    asked: record.askedAt === null ? null : { label: texts.chiesta, when: dayAndTime(record.askedAt) },
    remark: remarkOf(record),
    action: `${href}/registrazione`,
    key: record.key,
    fields: state === 'aperta' ? null : fieldsOf(state, index, chosen, typed?.key === record.key ? typed : null),
  };
};

/** What the page is about. */
export const aboutOf = ({ unsettled }: OfficePracticeView): Open =>
  OPEN.find((state) => unsettled.some((record) => stateOf(record) === state)) ?? 'in_dubbio';

/**
 * @param href of the practice in the office
 * @param chosen the answer that led here; what is none of them chooses nothing
 * @param typed what is shown again
 */
export const registrazioneView = (
  href: string,
  viewed: OfficePracticeView,
  chosen: string,
  typed: TypedFinding | null,
) => {
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
    forms: unsettled.map((record, index) => formOf(href, record, index, chosen, typed)),
    none: unsettled.length === 0,
    practiceHref: href,
  };
};
