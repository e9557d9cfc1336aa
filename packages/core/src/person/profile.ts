import { z } from 'zod';
import type { Territory } from '../ports/territory.ts';
import type { FieldError } from '../shared/field-error.ts';
import { fieldErrors } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import { type Address, addressSchema } from './address.ts';
import type { Contacts } from './citizen.ts';
import { emailSchema, phoneSchema } from './contact-schemas.ts';

/** What a citizen types in the profile page, all strings as they come from a form. */
export interface ProfileInput {
  readonly email: string;
  readonly telefono: string;
  readonly residenza: Address;
  readonly domicilioDiverso: boolean;
  /** All empty unless `domicilioDiverso`. */
  readonly domicilio: Address;
}

export interface Profile {
  readonly contacts: Contacts;
  readonly residenza: Address;
  readonly domicilio: Address | null;
}

const isEmpty = (address: Address): boolean => Object.values(address).every((part) => cleanText(part) === '');

const contactsSchema = z.object({
  // A citizen may have no e-mail: then no message is sent (manual §9.2, "se è disponibile un recapito email valido").
  email: z.union([z.literal('').transform(() => null), emailSchema]),
  telefono: z.union([z.literal('').transform(() => null), phoneSchema]),
});

/**
 * Checks the profile form (manual §5).
 * @returns the profile, or the errors with paths such as `residenza.cap`
 */
export const parseProfile = (
  input: ProfileInput,
  territory: Territory,
): Result<Profile, { code: 'invalid_profile'; errors: readonly FieldError[] }> => {
  const parsed = z
    .object({
      contacts: contactsSchema,
      residenza: addressSchema(input.residenza, territory),
      domicilioDiverso: z.boolean().refine((ticked) => ticked || isEmpty(input.domicilio), 'domicilio_not_declared'),
      domicilio: input.domicilioDiverso ? addressSchema(input.domicilio, territory) : z.unknown().transform(() => null),
    })
    .safeParse({
      contacts: { email: input.email.trim(), telefono: input.telefono.trim() },
      residenza: input.residenza,
      domicilioDiverso: input.domicilioDiverso,
      domicilio: input.domicilio,
    });
  if (parsed.success) {
    const { contacts, residenza, domicilio } = parsed.data;
    return ok({ contacts, residenza, domicilio });
  }
  return refuse({ code: 'invalid_profile', errors: fieldErrors(parsed.error) });
};
