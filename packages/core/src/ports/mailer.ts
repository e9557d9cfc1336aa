import type { CitizenId } from '../shared/ids.ts';

export interface MailMessage {
  /** Stable for each delivery, so that a retry can be recognised: `<delivery-id@portal-host>`. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  /** Where an answer goes; null when it goes to `from`. */
  readonly replyTo: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Raised when the receiving side refuses for good: trying again is useless. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** Raised when it is a citizen's address: no other mail is sent there until they save it again (ADR 43). */
export class CitizenRefusedError extends MailRefusedError {
  readonly citizenId: CitizenId;
  readonly email: string;
  /** @param email a personal datum: for the database, not for a log */
  constructor(citizenId: CitizenId, email: string, options: ErrorOptions) {
    super('The mail server refuses the address of a citizen', options);
    this.citizenId = citizenId;
    this.email = email;
  }
}

/**
 * Hands a message to the mail system.
 *
 * Promise: resolves when the next hop has taken charge of it; throws `MailRefusedError` for a permanent refusal
 * (SMTP 5xx on the address) and any other error for one that is worth a retry. The message id goes out as given.
 */
export interface Mailer {
  send(message: MailMessage): Promise<void>;
}
