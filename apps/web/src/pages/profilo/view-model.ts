import {
  type Address,
  type Citizen,
  dayAndTime,
  type FieldError,
  italianDate,
  type ProfileInput,
  type TermsAcceptance,
} from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export interface ProfiloState {
  readonly citizen: Citizen;
  readonly acceptances: readonly TermsAcceptance[];
  /** The ente's path. */
  readonly base: string;
  /** What the fields hold: the profile as it is, or as it was just typed. */
  readonly input: ProfileInput;
  readonly errors: readonly FieldError[];
  /** Where to go after saving; empty to stay. */
  readonly destination: string;
}

const noAddress: Address = { via: '', civico: '', cap: '', comune: '', provincia: '' };

/** The profile as the form shows it. */
export const profileOf = ({ contacts, residenza, domicilio }: Citizen): ProfileInput => ({
  email: contacts.email ?? '',
  telefono: contacts.telefono ?? '',
  residenza: residenza ?? noAddress,
  domicilioDiverso: domicilio !== null,
  domicilio: domicilio ?? noAddress,
});

const idOf = (field: string): string => field.replaceAll('.', '-');

const DIFFERENT = 'domicilio_diverso';

/** The name of a field in the form for the path that the core uses of it. */
const nameOf = (path: string): string => (path === 'domicilioDiverso' ? DIFFERENT : path.replace(/^contacts\./u, ''));

const ADDRESS_PARTS = ['stato', 'via', 'civico', 'cap', 'comune', 'provincia'] as const;

/** What each field is called where it cannot be seen: two addresses have the same fields. */
const LABELS: Readonly<Record<string, string>> = {
  email: texts.email,
  telefono: texts.telefono,
  [DIFFERENT]: texts.domicilioDiverso,
  ...Object.fromEntries(
    (['residenza', 'domicilio'] as const).flatMap((group) =>
      ADDRESS_PARTS.map((part) => [`${group}.${part}`, texts.campoDi(texts[group], texts.indirizzo[part])]),
    ),
  ),
};

const addressFields = (
  name: 'residenza' | 'domicilio',
  address: Address,
  base: string,
  errorOf: (name: string) => string | undefined,
): readonly FieldView[] => {
  // Two addresses of the same person: only the first may be filled in by the browser.
  const home = name === 'residenza';
  const field = (part: keyof Address, autocomplete: string, hint?: string) => ({
    id: idOf(`${name}.${part}`),
    name: `${name}.${part}`,
    label: texts.indirizzo[part],
    value: address[part] ?? '',
    hint,
    required: home,
    conditional: !home,
    autocomplete: home && autocomplete !== '' ? autocomplete : undefined,
    error: errorOf(`${name}.${part}`),
  });
  const line = (part: keyof Address, autocomplete: string, maxlength: number): FieldView => ({
    partial: 'field-text',
    ...field(part, autocomplete),
    maxlength,
  });
  /** Compulsory in Italy: the hint says what is to be done abroad. */
  const inItaly = (part: keyof Address, autocomplete: string, maxlength: number, hint: string): FieldView => ({
    partial: 'field-text',
    ...field(part, autocomplete, hint),
    required: false,
    conditional: true,
    maxlength,
  });
  return [
    {
      partial: 'field-place',
      ...field('stato', 'country-name', texts.statoAiuto),
      required: false,
      conditional: false,
      suggestions: `${base}/luoghi?tipo=stato&cerca=`,
    },
    line('via', 'address-line1', 120),
    line('civico', '', 20),
    inItaly('cap', 'postal-code', 12, texts.capAiuto),
    line('comune', 'address-level2', 120),
    inItaly('provincia', 'address-level1', 2, texts.provinciaAiuto),
  ];
};

const contactFields = (
  { email, telefono }: ProfileInput,
  errorOf: (name: string) => string | undefined,
): readonly FieldView[] => [
  {
    partial: 'field-email',
    id: 'email',
    name: 'email',
    label: texts.email,
    hint: texts.emailAiuto,
    value: email,
    required: false,
    autocomplete: 'email',
    error: errorOf('email'),
  },
  {
    partial: 'field-tel',
    id: 'telefono',
    name: 'telefono',
    label: texts.telefono,
    value: telefono,
    required: false,
    autocomplete: 'tel',
    error: errorOf('telefono'),
  },
];

export const profiloView = (state: ProfiloState) => {
  const { citizen, input, errors, base } = state;
  const { identity } = citizen;
  const mistakes = errors.map(({ field, code }) => ({ name: nameOf(field), code }));
  const errorOf = (name: string) => {
    const code = mistakes.find((mistake) => mistake.name === name)?.code;
    return code === undefined ? undefined : fieldErrorTexts[code];
  };
  const summary = mistakes.map(({ name, code }) => ({
    id: idOf(name),
    message: namedError(LABELS[name] ?? name, fieldErrorTexts[code]),
  }));
  return {
    heading: { title: texts.titolo, lead: citizen.profileCompletedAt === null ? texts.primaVolta : texts.introduzione },
    errors: summary.length === 0 ? null : { errors: summary },
    action: `${base}/profilo`,
    destination: state.destination,
    identity: {
      title: '',
      editHref: null,
      rows: [
        { term: texts.identita.nome, value: identity.nome },
        { term: texts.identita.cognome, value: identity.cognome },
        { term: texts.identita.codiceFiscale, value: identity.codiceFiscale },
        { term: texts.identita.dataNascita, value: italianDate(identity.dataNascita) },
        { term: texts.identita.luogoNascita, value: identity.luogoNascita },
      ],
    },
    contacts: contactFields(input, errorOf),
    residenza: addressFields('residenza', input.residenza, base, errorOf),
    different: {
      partial: 'field-checkbox' as const,
      id: DIFFERENT,
      name: DIFFERENT,
      value: 'si',
      label: texts.domicilioDiverso,
      required: false,
      checked: input.domicilioDiverso,
      error: errorOf(DIFFERENT),
    },
    domicilio: addressFields('domicilio', input.domicilio, base, errorOf),
    personalDataHref: `${base}/miei-dati`,
    acceptances: state.acceptances.map(({ title, revision, body, acceptedAt }) => ({
      term: texts.revisione(title, revision),
      value: texts.accettata(dayAndTime(acceptedAt)),
      reading: texts.leggi(title),
      body,
    })),
  };
};
