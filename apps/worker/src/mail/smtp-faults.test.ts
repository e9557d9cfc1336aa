import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MailRefusedError } from '@stanza/core';
import { aMessage } from '@stanza/core/testing/contracts';
import { makePair } from '../protocol/pitre/testing/sample-pitre.ts';
import { type SmtpFault, type SmtpMoment, startSmtpServer, type TestSmtpServer } from '../testing/smtp-server.ts';
import { makeSmtpMailer, type SmtpMailer } from './smtp-mailer.ts';

/** So long a silent server is waited for here; in production it is ten seconds. The test's server takes 100 ms to greet. */
const HASTE_MS = 800;
/** How often the one that drips says something, and how long it may be silent. */
const [DRIP_MS, DRIP_HASTE_MS] = [20, 100];

const failureOf = (mailer: SmtpMailer): Promise<unknown> =>
  mailer.send(aMessage).then(
    () => 'sent',
    (error: unknown) => error,
  );

describe('a mail server that fails', () => {
  let server: TestSmtpServer;
  let mailer: SmtpMailer;
  let hasty: SmtpMailer;
  beforeAll(async () => {
    server = await startSmtpServer();
    mailer = makeSmtpMailer({ url: server.url, dkim: null });
    hasty = makeSmtpMailer({ url: server.url, dkim: null, timeoutMs: HASTE_MS });
  });
  afterEach(() => server.misbehave(null));
  afterAll(async () => {
    mailer.close();
    hasty.close();
    await server.close();
  });

  /** What the mailer says of a failure, and what happens to the message once the server is well again. */
  const failThenSend = async (at: SmtpMoment, by: SmtpFault) => {
    const before = server.mails.length;
    if (at === 'greeting') await server.hangUp(); // of a connection that is open nobody is greeted again
    server.misbehave({ at, by });
    const failure = await failureOf(by === 'silence' ? hasty : mailer);
    server.misbehave(null);
    await mailer.send(aMessage);
    return { failure, ids: server.mails.slice(before).map(({ messageId }) => messageId) };
  };

  it.each([
    ['greeting', 421],
    ['greeting', 554],
    ['sender', 451],
    ['sender', 550],
    ['recipient', 452],
    ['recipient', 554],
  ] as const)('is asked again when it refuses at the %s with %d, and has read nothing', async (at, by) => {
    const { failure, ids } = await failThenSend(at, by);
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(failure).toMatchObject({ responseCode: by });
    expect(ids).toEqual([aMessage.messageId]);
  });

  it.each([452, 550, 554])('is asked again, with the same id, when it answers %d to the whole message', async (by) => {
    const { failure, ids } = await failThenSend('message', by);
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(failure).toMatchObject({ responseCode: by });
    expect(ids).toEqual([aMessage.messageId, aMessage.messageId]);
  });

  it.each(['greeting', 'sender', 'recipient'] as const)(
    'is given up when it is silent at the %s, and asked again',
    async (at) => {
      const { failure, ids } = await failThenSend(at, 'silence');
      expect(failure).toMatchObject({ code: 'ETIMEDOUT' });
      expect(ids).toEqual([aMessage.messageId]);
    },
  );

  it.each(['silence', 'hang-up'] as const)(
    'gets the same message id again when its answer to the message was lost (%s): so a receiver can drop the second',
    async (by) => {
      const { failure, ids } = await failThenSend('message', by);
      expect(failure).not.toBeInstanceOf(MailRefusedError);
      expect(failure).toMatchObject({ code: by === 'silence' ? 'ETIMEDOUT' : 'ECONNECTION' });
      expect(ids).toEqual([aMessage.messageId, aMessage.messageId]);
    },
  );

  it('may end an idle connection: the next message goes over another, at the first attempt', async () => {
    await mailer.send(aMessage);
    const before = server.connections();
    await mailer.send(aMessage);
    expect(server.connections()).toBe(before);
    await server.hangUp();
    await mailer.send(aMessage);
    expect(server.connections()).toBe(before + 1);
  });

  it('cannot hold a message for ever by saying a little at a time', async () => {
    const dripping = createServer((socket: Socket) => {
      socket.on('error', () => undefined);
      socket.write('220 posta.example\r\n250-posta.example');
      const drip = setInterval(() => socket.write('.'), DRIP_MS);
      socket.once('close', () => clearInterval(drip));
    }).listen(0, '127.0.0.1');
    await once(dripping, 'listening');
    const address = dripping.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const patient = makeSmtpMailer({ url: `smtp://127.0.0.1:${port}`, dkim: null, timeoutMs: DRIP_HASTE_MS });
    expect(await failureOf(patient)).toMatchObject({ code: 'EABORT' });
    patient.close();
    dripping.close();
  });
});

const pair = await makePair();
const usual = getCACertificates('default');

describe.each([
  ['after STARTTLS', false],
  ['from the beginning (smtps)', true],
] as const)('a mail server that is given a password and encrypts %s', (_when, secure) => {
  let server: TestSmtpServer;
  beforeAll(async () => {
    server = await startSmtpServer({ ...pair, secure });
  });
  afterAll(async () => {
    setDefaultCACertificates(usual);
    await server.close();
  });

  const sendWithPassword = async (host = 'localhost'): Promise<unknown> => {
    const mailer = makeSmtpMailer({ url: server.url.replace('localhost', `utente:segreto@${host}`), dkim: null });
    const failure = await failureOf(mailer);
    mailer.close();
    return failure;
  };

  it('must have a certificate that somebody vouches for', async () => {
    expect(await sendWithPassword()).toMatchObject({ code: 'ESOCKET' });
    expect(server.mails).toEqual([]);
    setDefaultCACertificates([...usual, pair.cert]);
    expect(await sendWithPassword()).toBe('sent');
    expect(server.mails).toHaveLength(1);
  });

  it('must have a certificate of its own name', async () => {
    setDefaultCACertificates([...usual, pair.cert]);
    expect(await sendWithPassword('127.0.0.1')).toMatchObject({ code: 'ESOCKET' });
    expect(server.mails).toHaveLength(1);
  });
});
