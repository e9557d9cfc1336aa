import { type Mailer, type MailMessage, MailRefusedError } from '@stanza/core';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { DkimConfig } from './dkim-settings.ts';

const TIMEOUT_MS = 10_000;
/** So many timeouts, a minute, and a message is given up, whatever the server still says a little at a time. */
const TIMEOUTS_FOR_ALL = 6;
const MAX_CONNECTIONS = 2;

/** What nodemailer says of a recipient that the server refused, with the answer as the server gave it. */
const refusalSchema = z.object({
  responseCode: z.number().min(500).max(599),
  command: z.literal('RCPT TO'),
  response: z.string(),
});

/** The mailbox is not there, is somewhere else, or its name is not allowed (RFC 5321 §4.2.3). */
const ADDRESSEE_CODES: readonly number[] = [550, 551, 553];
/** The enhanced status code (RFC 3463), where the server gives one. */
const STATUS = /^\d{3}[ -](?<status>5\.\d{1,3}\.\d{1,3})\b/u;
/** No such mailbox or domain, moved, not an address, none that takes mail. Not 5.1.0, which says it of the sender too. */
const ADDRESSEE_STATUSES: readonly string[] = ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'];
const SENDER = /sender/iu;
/** A mailbox that takes nothing: for good where the text says so. It is the answer also to one that gets too much at once (Google). */
const CLOSED_STATUS = '5.2.1';
const CLOSED = /disabled|inactive|not active|suspended|deactivated|closed/iu;
const FOR_NOW = /tempor/iu;
/** What servers without that code say where the fault is not the addressee's. */
const NOT_OF_ADDRESSEE = /sender|relay|block|black|spam|policy|quota|full|\(#5\.7/iu;

/** Whether the fault is the addressee's. What a server refuses for our sake (relay, policy), or for now (quota), may be put right. */
const isOfAddressee = (error: unknown): boolean => {
  const refusal = refusalSchema.safeParse(error);
  if (!refusal.success) return false;
  const { responseCode, response } = refusal.data;
  const status = STATUS.exec(response)?.groups?.status;
  if (status === CLOSED_STATUS) return CLOSED.test(response) && !FOR_NOW.test(response);
  if (status !== undefined) return ADDRESSEE_STATUSES.includes(status) && !SENDER.test(response);
  return ADDRESSEE_CODES.includes(responseCode) && !NOT_OF_ADDRESSEE.test(response);
};

// Blanks, control characters and what separates or names addresses: it is one address, or it is none.
const NOT_AN_ADDRESS = /[\s\p{Cc},;:<>()[\]\\"]|^[^@]*$|^@|@$|@.*@/u;

/** A mailer that keeps connections open: `close` ends them. */
export interface SmtpMailer extends Mailer {
  close(): void;
}

const toTransport = ({ messageId, from, replyTo, to, subject, text, html }: MailMessage) => ({
  messageId,
  from,
  ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
  to: { name: '', address: to },
  subject,
  text,
  html,
  envelope: { from: from.address, to: [to] },
  headers: { 'Auto-Submitted': 'auto-generated' }, // no out-of-office answers (RFC 3834)
  disableFileAccess: true,
  disableUrlAccess: true,
});

const signatureOf = ({ domain, selector, privateKeyPem }: DkimConfig) => ({
  domainName: domain,
  keySelector: selector,
  privateKey: privateKeyPem,
});

/**
 * Sends by SMTP, on at most two connections. Every wait is bounded by ten seconds, a message by a minute. What is worth a retry
 * is left to the queue: the message would go out twice if two places tried again.
 * @param options.url `smtp://` or `smtps://`; with a user in it, the connection must be encrypted
 * @param options.dkim who signs the messages; nobody when it is null
 * @param options.timeoutMs how long a server may be silent
 */
export const makeSmtpMailer = (options: {
  readonly url: string;
  readonly dkim: DkimConfig | null;
  readonly timeoutMs?: number;
}): SmtpMailer => {
  const { url, dkim, timeoutMs = TIMEOUT_MS } = options;
  const transport = createTransport({
    pool: true,
    url,
    requireTLS: new URL(url).username !== '',
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: 0,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...(dkim === null ? {} : { dkim: signatureOf(dkim) }),
  });
  return {
    async send(message) {
      if (NOT_AN_ADDRESS.test(message.to)) throw new MailRefusedError('The recipient is not an e-mail address');
      try {
        const signal = AbortSignal.timeout(TIMEOUTS_FOR_ALL * timeoutMs);
        await transport.sendMail({ ...toTransport(message), signal });
      } catch (error) {
        if (!isOfAddressee(error)) throw error;
        throw new MailRefusedError('The mail server refuses the recipient', { cause: error });
      }
    },
    close: () => transport.close(),
  };
};
