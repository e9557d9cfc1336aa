import { type Citizen, type CounterCitizenInput, type FieldError, sexIn } from '@stanza/core';
import { addressIn } from '../../http/address-in.ts';
import type { FormFields } from '../../http/form.ts';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { addressFields } from '../../ui/address-fields.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

type Name = keyof typeof texts.campi;

/** What the boxes of the page hold, by name. */
export type Typed = Readonly<Partial<Record<Name, string>>>;

const isName = (field: string): field is Name => Object.hasOwn(texts.campi, field);
const idOf = (name: string): string => name.replaceAll('.', '-');

/** What was typed; null the part that the page did not ask for. */
export const inputFrom = (fields: FormFields): CounterCitizenInput => {
  const of = (name: Name) => fields[name] ?? '';
  const asked = (name: Name) => fields[name] !== undefined;
  return {
    identity: asked('cognome')
      ? {
          cognome: of('cognome'),
          nome: of('nome'),
          sesso: of('sesso'),
          dataNascita: of('data_nascita'),
          luogoNascita: of('luogo_nascita'),
        }
      : null,
    contacts: asked('residenza.via')
      ? {
          email: of('email'),
          telefono: of('telefono'),
          residenza: addressIn(fields, 'residenza'),
        }
      : null,
  };
};

/** The identity that an operator has typed before. */
export const knownIdentity = ({ identity }: Citizen): Typed => ({
  cognome: identity.cognome,
  nome: identity.nome,
  sesso: sexIn(identity.codiceFiscale),
  data_nascita: identity.dataNascita,
  luogo_nascita: identity.luogoNascita,
});

export const knownContacts = ({ contacts, residenza }: Citizen): Typed => ({
  email: contacts.email ?? '',
  telefono: contacts.telefono ?? '',
  'residenza.stato': residenza?.stato ?? '',
  'residenza.via': residenza?.via ?? '',
  'residenza.civico': residenza?.civico ?? '',
  'residenza.cap': residenza?.cap ?? '',
  'residenza.comune': residenza?.comune ?? '',
  'residenza.provincia': residenza?.provincia ?? '',
});

/** The boxes of the parts that are asked, in groups. @param base the ente's path */
export const citizenGroups = (
  asks: { readonly identity: boolean; readonly contacts: boolean },
  typed: Typed,
  errors: readonly FieldError[],
  base: string,
) => {
  const box = (name: Name, required = true) => {
    const code = errors.find(({ field }) => field === name)?.code;
    const error = code === undefined ? undefined : fieldErrorTexts[code];
    return { id: idOf(name), name, label: texts.campi[name], required, value: typed[name] ?? '', error };
  };
  const text = (name: Name, maxlength: number): FieldView => ({
    partial: 'field-text',
    ...box(name),
    maxlength,
  });
  const sex = box('sesso');
  const identity: readonly FieldView[] = [
    text('cognome', 120),
    text('nome', 120),
    {
      partial: 'field-select',
      ...sex,
      placeholder: texts.scegliSesso,
      options: [
        { value: 'F', label: texts.femmina, selected: sex.value === 'F' },
        { value: 'M', label: texts.maschio, selected: sex.value === 'M' },
      ],
    },
    { partial: 'field-date', ...box('data_nascita') },
    text('luogo_nascita', 120),
  ];
  const contacts: readonly FieldView[] = [
    { partial: 'field-email', ...box('email', false), hint: texts.emailAiuto },
    { partial: 'field-tel', ...box('telefono', false) },
  ];
  const hints = { cap: texts.capAiuto, provincia: texts.provinciaAiuto };
  const residence = addressFields(base, hints, (part) => box(`residenza.${part}`));
  return [
    ...(asks.identity ? [{ legend: texts.identita, fields: identity }] : []),
    ...(asks.contacts
      ? [
          { legend: texts.recapiti, fields: contacts },
          { legend: texts.residenza, fields: residence },
        ]
      : []),
  ];
};

/** The errors on top of the page; null when there are none. */
export const citizenErrors = (errors: readonly FieldError[]) =>
  errors.length === 0
    ? null
    : {
        errors: errors.map(({ field, code }) => ({
          id: idOf(field),
          message: namedError(isName(field) ? texts.campi[field] : field, fieldErrorTexts[code]),
        })),
      };
