import { type Mailer, type MailMessage, MailRefusedError } from '@stanza/core';
import { createTransport } from 'nodemailer';
import { z } from 'zod';

const TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 2;

/** What nodemailer says of a command that the server refused. */
const refusalSchema = z.object({ responseCode: z.number().min(500).max(599), command: z.literal('RCPT TO') });

// Blanks, control characters and what separates or names addresses: it is one address, or it is none.
const NOT_AN_ADDRESS = /[\s\p{Cc},;:<>()[\]\\"]|^[^@]*$|^@|@$|@.*@/u;

/** A mailer that keeps connections open: `close` ends them. */
export interface SmtpMailer extends Mailer {
  close(): void;
}

const toTransport = ({ messageId, from, to, subject, text, html }: MailMessage) => ({
  messageId,
  from,
  to: { name: '', address: to },
  subject,
  text,
  html,
  envelope: { from: from.address, to: [to] },
  headers: { 'Auto-Submitted': 'auto-generated' }, // no out-of-office answers (RFC 3834)
  disableFileAccess: true,
  disableUrlAccess: true,
});

/**
 * Sends by SMTP, on at most two connections. Every wait is bounded by ten seconds. What is worth a retry is left to the
 * queue: the message would go out twice if two places tried again.
 * @param options.url `smtp://` or `smtps://`; with a user in it, the connection must be encrypted
 */
export const makeSmtpMailer = (options: { readonly url: string }): SmtpMailer => {
  const transport = createTransport({
    pool: true,
    url: options.url,
    requireTLS: new URL(options.url).username !== '',
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: 0,
    dnsTimeout: TIMEOUT_MS,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    async send(message) {
      if (NOT_AN_ADDRESS.test(message.to)) throw new MailRefusedError('The recipient is not an e-mail address');
      try {
        await transport.sendMail(toTransport(message));
      } catch (error) {
        const refusal = refusalSchema.safeParse(error);
        if (!refusal.success) throw error;
        throw new MailRefusedError('The mail server refuses the recipient', { cause: error });
      }
    },
    close: () => transport.close(),
  };
};
