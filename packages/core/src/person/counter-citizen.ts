import { z } from 'zod';
import type { Territory } from '../ports/territory.ts';
import { type FieldError, fieldErrors } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import { NO_ADDRESS } from './address.ts';
import type { Citizen, Identity } from './citizen.ts';
import { type CodiceFiscale, isBornOn, isOfName, sexIn } from './codice-fiscale.ts';
import { type Profile, type ProfileInput, parseProfile } from './profile.ts';

/** An identity as an operator types it from a document. */
export interface CounterIdentityInput {
  readonly cognome: string;
  readonly nome: string;
  readonly sesso: string;
  /** `YYYY-MM-DD` */
  readonly dataNascita: string;
  readonly luogoNascita: string;
}

export type CounterContactsInput = Pick<ProfileInput, 'email' | 'telefono' | 'residenza'>;

/** What an operator types of a citizen at the counter; null what the page did not ask for. */
export interface CounterCitizenInput {
  readonly identity: CounterIdentityInput | null;
  readonly contacts: CounterContactsInput | null;
}

/** Whether an operator may say who a citizen is: until an identity provider has. @param citizen null when not known yet */
export const mayTypeIdentity = (citizen: Citizen | null): boolean => citizen === null || !citizen.identityVerified;

/** Whether an operator may write the contacts of a citizen: until they have chosen them. */
export const mayTypeContacts = (citizen: Citizen | null): boolean =>
  citizen === null || citizen.profileCompletedAt === null;

/** Whether a practice cannot be opened for a citizen before somebody has written where they live. */
export const lacksContacts = (citizen: Citizen | null): boolean => citizen === null || citizen.residenza === null;

export type InvalidCitizen = { readonly code: 'invalid_citizen'; readonly errors: readonly FieldError[] };

const line = z
  .string()
  .transform((typed) => cleanText(typed).replaceAll(/\s+/gu, ' '))
  .pipe(z.string().min(1, 'required').max(120, 'too_long'));

const identitySchema = (today: string) =>
  z.object({
    cognome: line,
    nome: line,
    sesso: z
      .string()
      .min(1, 'required')
      .pipe(z.enum(['F', 'M'], 'not_an_option')),
    data_nascita: z
      .string()
      .min(1, 'required')
      .pipe(z.iso.date('invalid_date').refine((day) => day <= today, 'date_in_future')),
    luogo_nascita: line,
  });

/**
 * Checks the identity that was typed from a document: names, day of birth and sex must be those of the codice fiscale.
 * @param input null is as if every field were empty
 * @param today `YYYY-MM-DD`
 */
export const parseIdentity = (
  codiceFiscale: CodiceFiscale,
  input: CounterIdentityInput | null,
  today: string,
): Result<Identity, InvalidCitizen> => {
  const parsed = identitySchema(today).safeParse({
    cognome: input?.cognome ?? '',
    nome: input?.nome ?? '',
    sesso: input?.sesso ?? '',
    data_nascita: input?.dataNascita ?? '',
    luogo_nascita: input?.luogoNascita ?? '',
  });
  if (!parsed.success) return refuse({ code: 'invalid_citizen', errors: fieldErrors(parsed.error) });
  const { cognome, nome, sesso, data_nascita: dataNascita, luogo_nascita: luogoNascita } = parsed.data;
  const unlike = [
    ...(isOfName(codiceFiscale, cognome, nome) ? [] : ['cognome', 'nome']),
    ...(sexIn(codiceFiscale) === sesso ? [] : ['sesso']),
    ...(isBornOn(codiceFiscale, dataNascita) ? [] : ['data_nascita']),
  ];
  if (unlike.length === 0) return ok({ codiceFiscale, cognome, nome, dataNascita, luogoNascita });
  const errors = unlike.map((field) => ({ field, code: 'unlike_codice_fiscale' as const }));
  return refuse({ code: 'invalid_citizen', errors });
};

/** Checks contacts and residence, as the profile does. @param input null is as if every field were empty */
export const parseContacts = (
  input: CounterContactsInput | null,
  territory: Territory,
): Result<Profile, InvalidCitizen> => {
  const { email, telefono, residenza } = input ?? { email: '', telefono: '', residenza: NO_ADDRESS };
  const parsed = parseProfile(
    { email, telefono, residenza, domicilioDiverso: false, domicilio: NO_ADDRESS },
    territory,
  );
  if (parsed.ok) return parsed;
  const errors = parsed.error.errors.map((error) => ({ ...error, field: error.field.replace(/^contacts\./u, '') }));
  return refuse({ code: 'invalid_citizen', errors });
};
