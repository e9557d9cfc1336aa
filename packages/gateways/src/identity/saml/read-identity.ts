import {
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
import { requiredAttributes } from './attribute-sets.ts';
import { notValid } from './rules.ts';

const TAX_NUMBER_PREFIX = /^TINIT-/iu;
const BELFIORE = /^[A-Z]\d{3}$/u;

const dateSchema = z.iso.date();
const emailSchema = z.email().max(254);
const phoneSchema = z.string().regex(/^\+?\d{6,19}$/u);

/** What is well written; a contact that is not is no reason to keep somebody out. */
const wellWritten = (schema: z.ZodType<string>, text: string | undefined): string | null =>
  schema.safeParse(text).data ?? null;

/** The name of the place of birth, of which SPID says the Belfiore code; of a code that nobody knows, none. */
const birthPlace = (territory: Territory, written: string | undefined): string | null => {
  if (written === undefined || !BELFIORE.test(written)) return written ?? null;
  return (territory.municipality(written) ?? territory.country(written))?.name ?? null;
};

/**
 * The identity that attributes prove, and no more. Those that the portal cannot do without must be there; the others may be missing, or
 * not be what they should: then they say nothing.
 */
export const readIdentity = (
  federation: Federation,
  attributes: ReadonlyMap<string, string>,
  territory: Territory,
): Result<VerifiedIdentity, SignInRefusal> => {
  const missing = requiredAttributes(federation).find((name) => !attributes.has(name));
  if (missing !== undefined) return notValid(`attribute_missing_${missing}`);
  const written = (attributes.get('fiscalNumber') ?? '').replace(TAX_NUMBER_PREFIX, '');
  const code = codiceFiscaleSchema.safeParse(normaliseCodiceFiscale(written));
  if (!code.success) return notValid('attribute_fiscal_number');
  return ok({
    identity: {
      codiceFiscale: code.data,
      nome: attributes.get('name') ?? '',
      cognome: attributes.get('familyName') ?? '',
      dataNascita: wellWritten(dateSchema, attributes.get('dateOfBirth')),
      luogoNascita: birthPlace(territory, attributes.get('placeOfBirth')),
    },
    email: wellWritten(emailSchema, attributes.get('email')),
    telefono: wellWritten(phoneSchema, attributes.get('mobilePhone')?.replaceAll(/[\s./-]/gu, '')),
  });
};
