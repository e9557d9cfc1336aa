import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailRefusedError } from '@stanza/core';
import { aMessage, mailerContract } from '@stanza/core/testing/contracts';
import { startSmtpServer, type TestSmtpServer, toMessage } from '../testing/smtp-server.ts';
import { makeSmtpMailer, type SmtpMailer } from './smtp-mailer.ts';

mailerContract('SMTP', async () => {
  const server = await startSmtpServer();
  const mailer = makeSmtpMailer({ url: server.url, dkim: null });
  return {
    mailer,
    received: async () => server.mails.map(toMessage),
    close: async () => {
      mailer.close();
      await server.close();
    },
  };
});

describe('the SMTP mailer', () => {
  let server: TestSmtpServer;
  let mailer: SmtpMailer;
  beforeAll(async () => {
    server = await startSmtpServer();
    mailer = makeSmtpMailer({ url: server.url, dkim: null });
  });
  afterAll(async () => {
    mailer.close();
    await server.close();
  });

  const sendTo = (to: string) => mailer.send({ ...aMessage, to });

  it.each(['550', '551', '553', '550-5.1.1', '554-5.1.2'])(
    'says that a recipient is refused for good when the server answers %s',
    async (answer) => {
      await expect(sendTo(`refused-${answer}@posta.example`)).rejects.toBeInstanceOf(MailRefusedError);
    },
  );

  it.each(['530', '552', '554', '550-5.7.1', '553-5.7.1', '554-5.7.1', '550-5.1.0', '550-5.2.1', '554-5.2.2'])(
    'lets the queue try again when the server refuses us with %s, not the addressee',
    async (answer) => {
      const refusal = await sendTo(`refused-${answer}@posta.example`).catch((error: unknown) => error);
      expect(refusal).not.toBeInstanceOf(MailRefusedError);
      expect(refusal).toMatchObject({ responseCode: Number(answer.slice(0, 3)) });
    },
  );

  it.each([
    [550, '5.1.0 <comune@portale.example> sender rejected'],
    [550, '5.1.0 Address rejected'],
    [550, '5.1.1 <comune@portale.example>: Sender address rejected: User unknown in virtual mailbox table'],
    [550, '5.1.8 <comune@portale.example>: Sender address rejected: Domain not found'],
    [550, '5.1.7 <comune@portale.example>: Sender address rejected'],
    [550, '5.2.1 The user you are trying to contact is receiving email at a rate that prevents additional messages'],
    [550, '5.2.1 Mailbox temporarily disabled'],
    [550, '5.2.2 Mailbox full'],
    [550, '5.4.4 Unable to route'],
    [550, '5.3.2 System not accepting network messages'],
    [550, 'Blocked, see https://www.spamhaus.org'],
    [550, 'Relaying denied'],
    [550, 'Mailbox quota exceeded'],
    [553, 'sorry, that domain isn’t in my list of allowed rcpthosts (#5.7.1)'],
  ])('blames no addressee for "%d %s"', async (code, text) => {
    server.misbehave({ at: 'recipient', by: { code, text } });
    const refusal = await mailer.send(aMessage).catch((error: unknown) => error);
    server.misbehave(null);
    expect(refusal).not.toBeInstanceOf(MailRefusedError);
    expect(refusal).toMatchObject({ responseCode: code });
  });

  it.each([
    [550, '5.1.1 <anna@posta.example>: Recipient address rejected: User unknown'],
    [550, '5.1.1 <anna@posta.example>: Recipient address rejected: User unknown in relay recipient table'],
    [550, '5.2.1 The email account that you tried to reach is disabled'],
    [550, '5.2.1 The email account that you tried to reach is inactive'],
    [550, '5.2.1 Mailbox disabled, not accepting messages'],
    [550, '5.2.1 Account suspended'],
    [550, '5.1.10 RESOLVER.ADR.RecipientNotFound'],
    [550, 'sorry, no mailbox here by that name (#5.1.1)'],
    [550, 'No such user here'],
  ])('takes "%d %s" for an addressee who is not there', async (code, text) => {
    server.misbehave({ at: 'recipient', by: { code, text } });
    const refusal = await mailer.send(aMessage).catch((error: unknown) => error);
    server.misbehave(null);
    expect(refusal).toBeInstanceOf(MailRefusedError);
  });

  it('lets the queue try again when the server answers 4xx', async () => {
    const refusal = await sendTo('refused-451@posta.example').catch((error: unknown) => error);
    expect(refusal).not.toBeInstanceOf(MailRefusedError);
    expect(refusal).toMatchObject({ responseCode: 451 });
  });

  it('lets the queue try again when nobody answers', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const address = nobody.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    nobody.close();
    await once(nobody, 'close');
    const lost = makeSmtpMailer({ url: `smtp://127.0.0.1:${port}`, dkim: null });
    const failure = await lost.send(aMessage).catch((error: unknown) => error);
    lost.close();
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(failure).toMatchObject({ code: 'ESOCKET' });
  });

  it.each([
    'uno@posta.example,due@posta.example',
    'uno@posta.example\r\nBcc: due@posta.example',
    'Maria <uno@posta.example>',
    'uno@posta.example ',
    'posta.example',
    '',
  ])('sends nothing to %j, which is not one address', async (to) => {
    const before = server.recipients.length;
    await expect(sendTo(to)).rejects.toBeInstanceOf(MailRefusedError);
    expect(server.recipients.length).toBe(before);
  });

  it('lets no text become a header', async () => {
    const evil = 'Ciao\r\nBcc: altri@posta.example\r\n\r\nCorpo';
    await mailer.send({ ...aMessage, subject: evil, from: { name: evil, address: aMessage.from.address } });
    const mail = server.mails.at(-1);
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail?.subject).toBe('Ciao Bcc: altri@posta.example  Corpo');
    expect(server.recipients.at(-1)).toBe(aMessage.to);
  });

  it('tells out-of-office programs not to answer', async () => {
    await mailer.send(aMessage);
    expect(server.mails.at(-1)?.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
  });

  it('gives no password to a server that does not encrypt', async () => {
    const careful = makeSmtpMailer({ url: server.url.replace('://', '://utente:segreto@'), dkim: null });
    await expect(careful.send(aMessage)).rejects.toMatchObject({ code: 'ETLS' });
    careful.close();
  });
});
