import {
  type BookEntry,
  type Cancellation,
  type CancellationInput,
  dayAndTime,
  type FieldError,
  MAX_CANCELLATION_REASON,
  MAX_PROVISION,
  practiceCode,
} from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

const NAMES = { provision: 'provvedimento', reason: 'motivo' } as const satisfies Record<
  keyof CancellationInput,
  string
>;
type Name = keyof typeof NAMES;

/** What the form sent. */
export const inputFrom = (fields: Readonly<Record<string, string>>): CancellationInput => ({
  provision: fields[NAMES.provision] ?? '',
  reason: fields[NAMES.reason] ?? '',
});

/** @property errors at the names of the input */
export interface TypedCancellation {
  readonly input: CancellationInput;
  readonly errors: readonly FieldError[];
}

const isName = (field: string): field is Name => field in NAMES;
const labels = { provision: texts.provvedimento, reason: texts.motivo } as const;
const sentenceOf = ({ code }: FieldError): string =>
  code === 'required' ? texts.errori.required : fieldErrorTexts[code];

const cancellationRows = ({ at, by, provision, reason }: Cancellation) => [
  { term: texts.annullata, value: dayAndTime(at) },
  { term: texts.da, value: by },
  { term: texts.provvedimento, value: provision },
  { term: texts.motivo, value: reason },
];

/** @property practiceHref the page of its practice; null where there is none, or who reads this may not open it */
export interface ShownEntry {
  readonly entry: BookEntry;
  readonly practiceHref: string | null;
}

const factsOf = ({ entry, practiceHref }: ShownEntry) => {
  const { number, year, registeredAt, direction, correspondent, subject, practiceId, emergency, cancellation } = entry;
  return {
    title: '',
    editHref: null,
    rows: [
      { term: texts.protocollo, value: `${number}/${year}` },
      { term: texts.registrata, value: dayAndTime(registeredAt) },
      { term: texts.direzione, value: texts.direzioni[direction] },
      { term: texts.corrispondente[direction], value: correspondent },
      { term: texts.oggetto, value: subject },
      ...(practiceId === null
        ? []
        : [{ term: texts.fascicolo, value: practiceCode(practiceId), href: practiceHref ?? undefined }]),
      ...(emergency === null
        ? []
        : [{ term: texts.emergenza, value: texts.numeroEmergenza(emergency.number, emergency.year) }]),
      ...(cancellation === null ? [] : cancellationRows(cancellation)),
    ],
  };
};

const fieldsOf = ({ input, errors }: TypedCancellation): readonly FieldView[] => {
  const base = (name: Name) => {
    const error = errors.find(({ field }) => field === name);
    return {
      id: NAMES[name],
      name: NAMES[name],
      label: labels[name],
      value: input[name],
      required: true,
      error: error === undefined ? undefined : sentenceOf(error),
    };
  };
  return [
    { ...base('provision'), partial: 'field-text', hint: texts.provvedimentoAiuto, maxlength: MAX_PROVISION },
    {
      ...base('reason'),
      partial: 'field-textarea',
      hint: texts.motivoAiuto,
      rows: 4,
      maxlength: MAX_CANCELLATION_REASON,
    },
  ];
};

/** @param registerHref the page of the register */
export const annullaRegistrazioneView = (registerHref: string, shown: ShownEntry, typed: TypedCancellation) => {
  const { entry } = shown;
  const summary = typed.errors.flatMap((error) =>
    isName(error.field)
      ? [{ id: NAMES[error.field], message: namedError(labels[error.field], sentenceOf(error)) }]
      : [],
  );
  const isCancelled = entry.cancellation !== null;
  return {
    heading: { title: isCancelled ? texts.titoloAnnullata : texts.titolo },
    errors: summary.length === 0 || isCancelled ? null : { errors: summary },
    facts: factsOf(shown),
    registerHref,
    form: isCancelled
      ? null
      : {
          action: `${registerHref}/annulla`,
          year: entry.year,
          number: Number(entry.number),
          fields: fieldsOf(typed),
        },
  };
};
