import { plainText } from '@stanza/gateways';
import { z } from 'zod';
import { timeoutSchema, vouchersSchema } from '../settings-parts.ts';

/** What goes around the documents: the profile, the text, the names. */
const RESERVE = 256 * 1024;
/** Base64 makes four of three bytes, in lines of 76 with two to end each. */
const GROWTH = (4 / 3) * (78 / 76);

const isSmtps = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, pathname, search } = new URL(address);
  return protocol === 'smtps:' && hostname !== '' && `${username}${password}${pathname}${search}` === '';
};

const mailbox = z.email().max(200);

/** By whom and to whom registrations go by PEC; `docs/protocol-registries.md` explains each one. */
export const pecSettingsSchema = z.strictObject({
  endpoint: z.string().max(500).refine(isSmtps, 'must be smtps, with neither user nor password in it'),
  user: plainText(200),
  sender: z.strictObject({ name: plainText(100), address: mailbox }),
  recipient: mailbox,
  ca: vouchersSchema.nullable().default(null),
  maxMessageBytes: z.int().min(1_000_000).max(200_000_000).default(30_000_000),
  timeoutSeconds: timeoutSchema,
});
export type PecSettings = z.output<typeof pecSettingsSchema>;

export const pecSecretsSchema = z.strictObject({ password: z.string().min(1).max(200) });
export type PecSecrets = z.output<typeof pecSecretsSchema>;

/** How many bytes of documents, before they are written as text, a message has room for. */
export const roomIn = ({ maxMessageBytes }: PecSettings): number => Math.floor((maxMessageBytes - RESERVE) / GROWTH);

/** The book that it writes into (`RegistrySteps.book`). */
export const pecBook = ({ recipient }: PecSettings): string => `PEC, ${recipient}`;
