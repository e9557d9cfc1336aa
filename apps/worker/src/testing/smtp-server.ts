import { once } from 'node:events';
import type { MailMessage } from '@stanza/core';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real mail server on the loopback. */
export interface TestSmtpServer {
  readonly url: string;
  /** What it took charge of, in order. */
  readonly mails: readonly Email[];
  /** Recipients of the envelopes, in order. */
  readonly recipients: readonly string[];
  close(): Promise<void>;
}

const REPLY = /^refused-(\d{3})(?:-(5\.\d\.\d))?@/u;

/** What it answers a recipient; null when it takes it. */
const refusalOf = (address: string): Error | null => {
  const [, code, status = ''] = REPLY.exec(address) ?? [];
  if (code === undefined) return null;
  return Object.assign(new Error(`${status} no ${address} here`.trim()), { responseCode: Number(code) });
};

/**
 * It answers a recipient `refused-NNN@...` with the code NNN, `refused-NNN-5.X.Y@...` with the enhanced one too, and takes
 * any other.
 */
export const startSmtpServer = async (): Promise<TestSmtpServer> => {
  const mails: Email[] = [];
  const recipients: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    hideENHANCEDSTATUSCODES: true,
    onRcptTo: ({ address }, _session, callback) => {
      const refusal = refusalOf(address);
      if (refusal === null) recipients.push(address);
      callback(refusal);
    },
    onData: async (stream, _session, callback) => {
      mails.push(await PostalMime.parse(Buffer.concat(await stream.toArray())));
      callback();
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    recipients,
    close: () => new Promise((fulfil) => server.close(() => fulfil())),
  };
};

/** The parser ends each part of a mail with a line end of its own. */
const asWritten = (text = ''): string => text.replaceAll('\r\n', '\n').replace(/\n$/u, '');

/** A received mail in the words of the port. */
export const toMessage = (mail: Email): MailMessage => ({
  messageId: mail.messageId ?? '',
  from: { name: mail.from?.name ?? '', address: mail.from?.address ?? '' },
  to: mail.to?.map(({ address }) => address).join() ?? '',
  subject: mail.subject ?? '',
  text: asWritten(mail.text),
  html: asWritten(mail.html),
});
