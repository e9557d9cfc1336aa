import {
  ADDRESS_PARTS,
  type Address,
  type Citizen,
  dayAndTime,
  type FieldError,
  italianDate,
  NO_ADDRESS,
  type ProfileInput,
  type TermsAcceptance,
} from '@stanza/core';
import { addressTexts } from '../../texts/address.it.ts';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { addressFields } from '../../ui/address-fields.ts';
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

/** The profile as the form shows it. */
export const profileOf = ({ contacts, residenza, domicilio }: Citizen): ProfileInput => ({
  email: contacts.email ?? '',
  telefono: contacts.telefono ?? '',
  residenza: residenza ?? NO_ADDRESS,
  domicilioDiverso: domicilio !== null,
  domicilio: domicilio ?? NO_ADDRESS,
});

const idOf = (field: string): string => field.replaceAll('.', '-');

const DIFFERENT = 'domicilio_diverso';

/** The name of a field in the form for the path that the core uses of it. */
const nameOf = (path: string): string => (path === 'domicilioDiverso' ? DIFFERENT : path.replace(/^contacts\./u, ''));

/** What each field is called where it cannot be seen: two addresses have the same fields. */
const LABELS: Readonly<Record<string, string>> = {
  email: texts.email,
  telefono: texts.telefono,
  [DIFFERENT]: texts.domicilioDiverso,
  ...Object.fromEntries(
    (['residenza', 'domicilio'] as const).flatMap((group) =>
      ADDRESS_PARTS.map((part) => [`${group}.${part}`, texts.campoDi(texts[group], addressTexts[part])]),
    ),
  ),
};

/** WCAG 1.3.5. */
const AUTOCOMPLETE: Readonly<Partial<Record<keyof Address, string>>> = {
  stato: 'country-name',
  via: 'address-line1',
  cap: 'postal-code',
  comune: 'address-level2',
  provincia: 'address-level1',
};

const addressOf = (
  name: 'residenza' | 'domicilio',
  address: Address,
  base: string,
  errorOf: (name: string) => string | undefined,
): readonly FieldView[] => {
  // Two addresses of the same person: only the first may be filled in by the browser.
  const home = name === 'residenza';
  return addressFields(base, { cap: texts.capAiuto, provincia: texts.provinciaAiuto }, (part) => ({
    id: idOf(`${name}.${part}`),
    name: `${name}.${part}`,
    value: address[part] ?? '',
    required: home,
    conditional: !home,
    autocomplete: home ? AUTOCOMPLETE[part] : undefined,
    error: errorOf(`${name}.${part}`),
  }));
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
    residenza: addressOf('residenza', input.residenza, base, errorOf),
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
    domicilio: addressOf('domicilio', input.domicilio, base, errorOf),
    personalDataHref: `${base}/miei-dati`,
    acceptances: state.acceptances.map(({ title, revision, body, acceptedAt }) => ({
      term: texts.revisione(title, revision),
      value: texts.accettata(dayAndTime(acceptedAt)),
      reading: texts.leggi(title),
      body,
    })),
  };
};
