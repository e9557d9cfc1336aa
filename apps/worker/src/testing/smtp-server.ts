import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { MailMessage } from '@stanza/core';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** Where it misbehaves: at the greeting, at the sender, at a recipient, or once it has read the whole message. */
export type SmtpMoment = 'greeting' | 'sender' | 'recipient' | 'message';
/** What it does there: answer with an error, in its own words, say nothing, or end the connection. */
export type SmtpFault = number | { readonly code: number; readonly text: string } | 'silence' | 'hang-up';

/** A real mail server on the loopback. */
export interface TestSmtpServer {
  readonly url: string;
  /** What it has read to the end, in order, also when it then gave no answer. */
  readonly mails: readonly Email[];
  /** The same as they came over the line. */
  readonly raw: readonly Buffer[];
  /** Recipients of the envelopes, in order. */
  readonly recipients: readonly string[];
  /** How many connections it has been asked for. */
  readonly connections: () => number;
  /** From now on, until told otherwise. */
  misbehave(fault: { readonly at: SmtpMoment; readonly by: SmtpFault } | null): void;
  /** Ends the connections that are open, as a server does with one that is idle; fulfilled when the other side knows. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

const REPLY = /^refused-(\d{3})(?:-(5\.\d\.\d))?@/u;

/** What it answers a recipient; null when it takes it. */
const refusalOf = (address: string): Error | null => {
  const [, code, status = ''] = REPLY.exec(address) ?? [];
  if (code === undefined) return null;
  return Object.assign(new Error(`${status} no ${address} here`.trim()), { responseCode: Number(code) });
};

/** What is still open when it closes is not waited for. */
const CLOSE_TIMEOUT_MS = 50;

type Answer = (error?: Error | null) => void;

/**
 * It answers a recipient `refused-NNN@...` with the code NNN, `refused-NNN-5.X.Y@...` with the enhanced one too, and takes
 * any other.
 * @param tls key and certificate of a server that encrypts, after STARTTLS or, where it is `secure`, from the beginning: that one hangs up on nobody
 */
export const startSmtpServer = async (
  tls: { readonly key: string; readonly cert: string; readonly secure: boolean } | null = null,
): Promise<TestSmtpServer> => {
  const mails: Email[] = [];
  const raw: Buffer[] = [];
  const recipients: string[] = [];
  const sockets = new Set<Socket>();
  let asked = 0;
  let fault: { readonly at: SmtpMoment; readonly by: SmtpFault } | null = null;
  const answer = (moment: SmtpMoment, reply: Answer, error: Error | null = null): void => {
    if (fault?.at !== moment) reply(error);
    else if (fault.by === 'hang-up') for (const socket of sockets) socket.destroy();
    else if (fault.by !== 'silence') {
      const { code, text } = typeof fault.by === 'number' ? { code: fault.by, text: 'not now' } : fault.by;
      reply(Object.assign(new Error(text), { responseCode: code }));
    }
  };
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    ...(tls === null ? { disabledCommands: ['STARTTLS'] } : tls),
    hideENHANCEDSTATUSCODES: true,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
    onConnect: (_session, callback) => answer('greeting', callback),
    onMailFrom: (_address, _session, callback) => answer('sender', callback),
    onRcptTo: ({ address }, _session, callback) => {
      const refusal = refusalOf(address);
      if (refusal === null) recipients.push(address);
      answer('recipient', callback, refusal);
    },
    onData: async (stream, _session, callback) => {
      const message = Buffer.concat(await stream.toArray());
      raw.push(message);
      mails.push(await PostalMime.parse(message));
      answer('message', callback);
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    asked += 1;
    // Below TLS from the beginning: whoever destroys it takes the process down (Node 24). That server ends it by itself.
    if (tls?.secure) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  return {
    // The name in the certificate.
    url: `smtp${tls?.secure ? 's' : ''}://${tls === null ? '127.0.0.1' : 'localhost'}:${address.port}`,
    mails,
    raw,
    recipients,
    connections: () => asked,
    misbehave: (next) => {
      fault = next;
    },
    async hangUp() {
      const closed = [...sockets].map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.end();
      await Promise.all(closed);
    },
    close: () =>
      new Promise((fulfil) => {
        for (const socket of sockets) socket.destroy();
        server.close(fulfil);
      }),
  };
};

/** The parser ends each part of a mail with a line end of its own. */
const asWritten = (text = ''): string => text.replaceAll('\r\n', '\n').replace(/\n$/u, '');

/** A received mail in the words of the port. */
export const toMessage = (mail: Email): MailMessage => ({
  messageId: mail.messageId ?? '',
  from: { name: mail.from?.name ?? '', address: mail.from?.address ?? '' },
  replyTo: mail.replyTo?.[0]?.address ?? null,
  to: mail.to?.map(({ address }) => address).join() ?? '',
  subject: mail.subject ?? '',
  text: asWritten(mail.text),
  html: asWritten(mail.html),
});
