import {
  birthDateIn,
  birthPlaceIn,
  type CodiceFiscale,
  codiceFiscaleSchema,
  type Federation,
  normaliseCodiceFiscale,
  ok,
  type Result,
  type SignInRefusal,
  type Territory,
  type VerifiedIdentity,
} from '@stanza/core';
import { z } from 'zod';
import { notValid } from './rules.ts';

const TAX_NUMBER_PREFIX = /^TINIT-/iu;
const BELFIORE = /^[A-Z]\d{3}$/u;
const REQUIRED: Readonly<Record<Federation, readonly string[]>> = {
  spid: ['spidCode', 'name', 'familyName', 'fiscalNumber'],
  cie: ['name', 'familyName', 'fiscalNumber'],
};

const dateSchema = z.iso.date();
const emailSchema = z.email().max(254);
const phoneSchema = z.string().regex(/^\+?\d{6,19}$/u);

/** What is well written; a contact that is not is no reason to keep somebody out. */
const wellWritten = (schema: z.ZodType<string>, text: string | undefined): string | null =>
  schema.safeParse(text).data ?? null;

/** The name of the place of birth: SPID says its Belfiore code, CIE nothing. */
const birthPlace = (territory: Territory, code: CodiceFiscale, written: string | undefined): string => {
  const nameAt = (at: string) => (territory.municipality(at) ?? territory.country(at))?.name;
  const said = written === undefined || BELFIORE.test(written) ? nameAt(written ?? '') : written;
  return said ?? nameAt(birthPlaceIn(code)) ?? birthPlaceIn(code);
};

/**
 * The identity that attributes prove. Those that the portal cannot do without must be there; the others may be missing, and what
 * the codice fiscale says of the birth is taken from it.
 *
 * @param now a day of birth is before it
 */
export const readIdentity = (
  federation: Federation,
  attributes: ReadonlyMap<string, string>,
  territory: Territory,
  now: Date,
): Result<VerifiedIdentity, SignInRefusal> => {
  const missing = REQUIRED[federation].find((name) => !attributes.has(name));
  if (missing !== undefined) return notValid(`attribute_missing_${missing}`);
  const written = (attributes.get('fiscalNumber') ?? '').replace(TAX_NUMBER_PREFIX, '');
  const code = codiceFiscaleSchema.safeParse(normaliseCodiceFiscale(written));
  if (!code.success) return notValid('attribute_fiscal_number');
  return ok({
    identity: {
      codiceFiscale: code.data,
      nome: attributes.get('name') ?? '',
      cognome: attributes.get('familyName') ?? '',
      dataNascita:
        wellWritten(dateSchema, attributes.get('dateOfBirth')) ??
        birthDateIn(code.data, now.toISOString().slice(0, 10)),
      luogoNascita: birthPlace(territory, code.data, attributes.get('placeOfBirth')),
    },
    email: wellWritten(emailSchema, attributes.get('email')),
    telefono: wellWritten(phoneSchema, attributes.get('mobilePhone')?.replaceAll(/[\s./-]/gu, '')),
  });
};
