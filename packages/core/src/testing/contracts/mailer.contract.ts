import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mailer, MailMessage } from '../../ports/mailer.ts';

export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** What the other side has received, in order. */
  received(): Promise<readonly MailMessage[]>;
  close(): Promise<void>;
}

export const aMessage: MailMessage = {
  messageId: '<0195a1b2-0000-7000-8000-000000000001@comune.example>',
  from: { name: 'Comune di Roverè della Luna', address: 'portale@comune.example' },
  replyTo: 'urp@comune.example',
  to: 'maria.rossi@posta.example',
  subject: 'Pratica K7QM-3R9T inviata: Certificato di nascita è così — «prova»',
  text: 'Gentile Maria Rossi,\n\nabbiamo ricevuto la Sua richiesta perché è arrivata.\n\n.\n\nhttps://portale.example/x\n',
  html: '<!DOCTYPE html>\n<html lang="it"><body><p>perché è arrivata</p></body></html>\n',
};

/** The promise of the port: the message arrives as it was given, and its id lets a retry be recognised. */
export const mailerContract = (name: string, open: () => Promise<MailerUnderTest>): void => {
  describe(`${name} as a mailer`, () => {
    let under: MailerUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    const sendOne = async (message: MailMessage): Promise<MailMessage | undefined> => {
      await under.mailer.send(message);
      return (await under.received()).findLast(({ messageId }) => messageId === message.messageId);
    };

    it('delivers sender, where to answer, recipient, subject, text, HTML and message id as they were given', async () => {
      expect(await sendOne(aMessage)).toEqual(aMessage);
    });

    it('delivers long lines and a long text unchanged', async () => {
      const text = `${'è così '.repeat(400)}\n${'riga\n'.repeat(500)}`;
      const message = { ...aMessage, messageId: '<long@comune.example>', text };
      expect(await sendOne(message)).toEqual(message);
    });

    it('takes the same message again without an error, with the same id', async () => {
      const message = { ...aMessage, messageId: '<again@comune.example>' };
      await sendOne(message);
      expect(await sendOne(message)).toEqual(message);
    });
  });
};
