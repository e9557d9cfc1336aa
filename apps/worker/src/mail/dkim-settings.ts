import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What messages are signed with (RFC 6376), as environment variables, with what the person at the terminal is told of a wrong value. */
const dkimSettings = {
  DKIM_DOMAIN: z.hostname({ error: 'deve essere un dominio, come portale.it' }).optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu, { error: 'deve essere un selettore, come stanza1' })
    .optional(),
  DKIM_KEY_FILE: z.string().optional(),
};

/** Who signs the messages: the public key is in the DNS, at `<selector>._domainkey.<domain>`. */
export interface DkimConfig {
  readonly domain: string;
  readonly selector: string;
  readonly privateKeyPem: string;
}

const NAMES = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'] as const;
/** A signer should use no less (RFC 8301, 3.2). */
const LEAST_BITS = 2048;

/** @returns the key of a file, null when there is none that can be used */
const readKey = (path: string): string | null => {
  try {
    const pem = readFileSync(path, 'utf8');
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    const bits = asymmetricKeyDetails?.modulusLength ?? 0;
    return asymmetricKeyType === 'rsa' && bits >= LEAST_BITS ? pem : null;
  } catch {
    return null;
  }
};

/** Reads the `DKIM_…` settings and the key. None of them means that messages are not signed; with one, all must be there. */
export const dkimSchema = z
  .object(dkimSettings)
  .transform((settings, context): { readonly dkim: DkimConfig | null } => {
    if (NAMES.every((name) => settings[name] === undefined)) return { dkim: null };
    const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: file } = settings;
    if (domain === undefined || selector === undefined || file === undefined) {
      const path = NAMES.filter((name) => settings[name] === undefined).slice(0, 1);
      context.addIssue({ code: 'custom', path, message: 'manca: serve per firmare i messaggi' });
      return z.NEVER;
    }
    const privateKeyPem = readKey(file);
    if (privateKeyPem === null) {
      const message = `deve essere il file di una chiave RSA privata in PEM, di almeno ${LEAST_BITS} bit`;
      context.addIssue({ code: 'custom', path: ['DKIM_KEY_FILE'], message });
      return z.NEVER;
    }
    return { dkim: { domain, selector, privateKeyPem } };
  });
