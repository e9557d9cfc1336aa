import { italianDate } from '../shared/calendar.ts';
import { type Address, addressLine } from './address.ts';
import type { Citizen } from './citizen.ts';

export const APPLICANT_FACTS = [
  'cognome',
  'nome',
  'codice_fiscale',
  'luogo_nascita',
  'data_nascita',
  'residenza',
  'domicilio',
  'email',
  'telefono',
] as const;
export type ApplicantFact = (typeof APPLICANT_FACTS)[number];

const onOneLine = (address: Address | null): string => (address === null ? '' : addressLine(address));

/** What a practice says of its applicant (manual §6.2), in order; facts without a value are left out. */
export const applicantFacts = (
  applicant: Pick<Citizen, 'identity' | 'contacts' | 'residenza' | 'domicilio'>,
): readonly { readonly fact: ApplicantFact; readonly value: string }[] => {
  const { identity, contacts } = applicant;
  const values: Record<ApplicantFact, string> = {
    cognome: identity.cognome,
    nome: identity.nome,
    codice_fiscale: identity.codiceFiscale,
    luogo_nascita: identity.luogoNascita,
    data_nascita: italianDate(identity.dataNascita),
    residenza: onOneLine(applicant.residenza),
    domicilio: onOneLine(applicant.domicilio),
    email: contacts.email ?? '',
    telefono: contacts.telefono ?? '',
  };
  return APPLICANT_FACTS.map((fact) => ({ fact, value: values[fact] })).filter(({ value }) => value !== '');
};
