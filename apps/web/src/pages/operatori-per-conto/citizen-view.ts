import { applicantFacts, type Citizen, type CounterCitizenInput, type FieldError, type Service } from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export interface CitizenForm {
  readonly service: Service;
  /** Null when the ente does not know them. */
  readonly citizen: Citizen | null;
  readonly input: CounterCitizenInput;
  /** Null when nothing was typed yet. */
  readonly errors: readonly FieldError[] | null;
}

type Name = keyof typeof texts.campi;

const isName = (field: string): field is Name => Object.hasOwn(texts.campi, field);
const idOf = (name: string): string => name.replaceAll('.', '-');

/** What the boxes hold: what was just typed, or what the ente knows of somebody who has not completed the profile. */
const valuesOf = ({ citizen, input, errors }: CitizenForm): Readonly<Record<Name, string>> => {
  const known = errors === null ? citizen : null;
  const residenza = known?.residenza ?? input.residenza;
  return {
    cognome: input.cognome,
    nome: input.nome,
    sesso: input.sesso,
    data_nascita: input.dataNascita,
    luogo_nascita: input.luogoNascita,
    email: known?.contacts.email ?? input.email,
    telefono: known?.contacts.telefono ?? input.telefono,
    'residenza.via': residenza.via,
    'residenza.civico': residenza.civico,
    'residenza.cap': residenza.cap,
    'residenza.comune': residenza.comune,
    'residenza.provincia': residenza.provincia,
  };
};

/** @param href of the first page */
export const citizenView = (href: string, form: CitizenForm) => {
  const { service, citizen, input } = form;
  const values = valuesOf(form);
  const errors = form.errors ?? [];
  const base = (name: Name, required = true) => {
    const code = errors.find(({ field }) => field === name)?.code;
    const error = code === undefined ? undefined : fieldErrorTexts[code];
    return { id: idOf(name), name, label: texts.campi[name], required, value: values[name], error };
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
  const chosen = citizen !== null && citizen.profileCompletedAt !== null;
  const facts = (of: Citizen) =>
    applicantFacts(
      chosen ? of : { ...of, contacts: { email: null, telefono: null }, residenza: null, domicilio: null },
    );
  return {
    heading: { title: texts.cittadino, lead: service.definition.name },
    errors:
      errors.length === 0
        ? null
        : {
            errors: errors.map(({ field, code }) => ({
              id: idOf(field),
              message: namedError(isName(field) ? texts.campi[field] : field, fieldErrorTexts[code]),
            })),
          },
    intro: citizen === null ? texts.nuovo : texts.noto,
    action: href,
    servizio: service.definition.slug,
    codiceFiscale: input.codiceFiscale,
    known:
      citizen === null
        ? { title: '', editHref: null, rows: [{ term: texts.codiceFiscale, value: input.codiceFiscale.toUpperCase() }] }
        : {
            title: '',
            editHref: null,
            rows: facts(citizen).map(({ fact, value }) => ({ term: applicantLabels[fact], value })),
          },
    groups: [
      ...(citizen === null ? [{ legend: texts.identita, fields: identity }] : []),
      ...(chosen
        ? []
        : [
            { legend: texts.recapiti, fields: contacts },
            { legend: texts.residenza, fields: residence },
          ]),
    ],
  };
};
