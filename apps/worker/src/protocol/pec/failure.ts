import { RegistryError, type RegistryErrorKind } from '@stanza/core';
import { isUntrusted } from '@stanza/gateways';
import { z } from 'zod';

/** What nodemailer says of a message that did not go out. */
const failureSchema = z.object({
  code: z.string().default(''),
  originalCode: z.string().default(''),
  responseCode: z.number().nullable().catch(null).default(null),
});

/** The message is larger than the server takes (RFC 5321 §4.2.3, RFC 1870). */
const TOO_LARGE = 552;

/**
 * What it means that a PEC did not go out.
 * @param whole whether the server may have all of the message: then only its answer tells whether it has taken charge
 */
const kindOf = (error: unknown, whole: boolean): RegistryErrorKind => {
  const { code, originalCode, responseCode } = failureSchema
    .catch({ code: '', originalCode: '', responseCode: null })
    .parse(error);
  if (whole) {
    // Only a clear no says that it was not taken (RFC 5321 §4.2.1); then it is the documents that are not.
    if (responseCode === null || responseCode < 400 || responseCode > 599) return 'in-doubt';
    return responseCode < 500 ? 'again' : 'refused';
  }
  if (responseCode !== null) {
    if (responseCode < 500) return 'again';
    return responseCode === TOO_LARGE ? 'refused' : 'settings';
  }
  return code === 'EAUTH' || isUntrusted(originalCode) ? 'settings' : 'again';
};

const MESSAGES: Readonly<Record<RegistryErrorKind, string>> = {
  again: 'The PEC did not go out',
  settings: 'The PEC server does not take sender, password or recipient, or is not believed',
  refused: 'The PEC server does not take the documents',
  'start-over': 'The PEC has to be made again',
  'in-doubt': 'The PEC may have gone out',
};

/** Says nothing of what the server answered: it may repeat what it was told. */
export const pecFailure = (error: unknown, whole: boolean): RegistryError => {
  const kind = kindOf(error, whole);
  const { data } = failureSchema.safeParse(error);
  const facts = [data?.code, data?.originalCode, data?.responseCode].filter(Boolean).join(' ');
  return new RegistryError(kind, facts === '' ? MESSAGES[kind] : `${MESSAGES[kind]} (${facts})`);
};
