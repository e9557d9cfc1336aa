import {
  type Address,
  type Citizen,
  type FieldError,
  italianDate,
  type ProfileInput,
  type TermsAcceptance,
} from '@stanza/core';
import { dayAndTime } from '../../format/moment.ts';
import { fieldErrorTexts } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export interface ProfiloState {
  readonly citizen: Citizen;
  readonly acceptances: readonly TermsAcceptance[];
  readonly action: string;
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

/** The name of a field in the form for the path that the core uses of it. */
const nameOf = (path: string): string => path.replace(/^contacts\./u, '');

const addressFields = (
  name: 'residenza' | 'domicilio',
  address: Address,
  required: boolean,
  errorOf: (name: string) => string | undefined,
): readonly FieldView[] => {
  const line = (part: keyof Address, autocomplete: string | undefined, maxlength: number): FieldView => ({
    partial: 'field-text',
    id: idOf(`${name}.${part}`),
    name: `${name}.${part}`,
    label: texts.indirizzo[part],
    value: address[part],
    required,
    autocomplete,
    maxlength,
    error: errorOf(`${name}.${part}`),
  });
  // Two addresses of the same person: only the first may be filled in by the browser.
  const home = name === 'residenza';
  return [
    line('via', home ? 'address-line1' : undefined, 120),
    line('civico', undefined, 20),
    line('cap', home ? 'postal-code' : undefined, 5),
    line('comune', home ? 'address-level2' : undefined, 120),
    line('provincia', home ? 'address-level1' : undefined, 2),
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
  const { citizen, input, errors } = state;
  const { identity } = citizen;
  const messages = errors.map(({ field, code }) => ({ name: nameOf(field), message: fieldErrorTexts[code] }));
  const errorOf = (name: string) => messages.find((error) => error.name === name)?.message;
  return {
    heading: { title: texts.titolo, lead: citizen.profileCompletedAt === null ? texts.primaVolta : texts.introduzione },
    errors: messages.length === 0 ? null : { errors: messages.map((e) => ({ id: idOf(e.name), message: e.message })) },
    action: state.action,
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
    residenza: addressFields('residenza', input.residenza, true, errorOf),
    different: {
      partial: 'field-checkbox' as const,
      id: 'domicilio_diverso',
      name: 'domicilio_diverso',
      value: 'si',
      label: texts.domicilioDiverso,
      required: false,
      checked: input.domicilioDiverso,
    },
    domicilio: addressFields('domicilio', input.domicilio, false, errorOf),
    acceptances: state.acceptances.map(({ title, revision, acceptedAt }) => ({
      term: texts.revisione(title, revision),
      value: texts.accettata(dayAndTime(acceptedAt)),
    })),
  };
};
