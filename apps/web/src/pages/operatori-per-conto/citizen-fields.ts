import { type Citizen, type CounterCitizenInput, type FieldError, sexIn } from '@stanza/core';
import type { FormFields } from '../../http/form.ts';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
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
          residenza: {
            via: of('residenza.via'),
            civico: of('residenza.civico'),
            cap: of('residenza.cap'),
            comune: of('residenza.comune'),
            provincia: of('residenza.provincia'),
          },
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
  'residenza.via': residenza?.via ?? '',
  'residenza.civico': residenza?.civico ?? '',
  'residenza.cap': residenza?.cap ?? '',
  'residenza.comune': residenza?.comune ?? '',
  'residenza.provincia': residenza?.provincia ?? '',
});

/** The boxes of the parts that are asked, in groups. */
export const citizenGroups = (
  asks: { readonly identity: boolean; readonly contacts: boolean },
  typed: Typed,
  errors: readonly FieldError[],
) => {
  const base = (name: Name, required = true) => {
    const code = errors.find(({ field }) => field === name)?.code;
    const error = code === undefined ? undefined : fieldErrorTexts[code];
    return { id: idOf(name), name, label: texts.campi[name], required, value: typed[name] ?? '', error };
  };
  const text = (name: Name, maxlength: number, hint?: string): FieldView => ({
    partial: 'field-text',
    ...base(name),
    maxlength,
    hint,
  });
  const sex = base('sesso');
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
    { partial: 'field-date', ...base('data_nascita') },
    text('luogo_nascita', 120),
  ];
  const contacts: readonly FieldView[] = [
    { partial: 'field-email', ...base('email', false), hint: texts.emailAiuto },
    { partial: 'field-tel', ...base('telefono', false) },
  ];
  const residence: readonly FieldView[] = [
    text('residenza.via', 120),
    text('residenza.civico', 20),
    text('residenza.cap', 12),
    text('residenza.comune', 120),
    text('residenza.provincia', 2, texts.provinciaAiuto),
  ];
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
