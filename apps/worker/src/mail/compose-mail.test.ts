import { describe, expect, it } from '@jest/globals';
import { MAIL_TEMPLATES, type MailFacts } from '@stanza/core';
import { composeBlockedNotice } from './compose-blocked-notice.ts';
import { composeInvitation } from './compose-invitation.ts';
import { composeMail } from './compose-mail.ts';

const FACTS: MailFacts = {
  ente: 'Comune di Rovereto',
  recipientName: 'Maria Rossi',
  serviceName: 'Certificato di nascita',
  practiceCode: 'K7QM-3R9T',
  protocol: '0000012/2026',
  encloses: false,
  dueDate: '2026-03-31',
  draftEnd: '2026-09-12',
  link: 'https://portale.example/rovereto/pratiche/1',
};

describe('the messages', () => {
  it('say who it is for, what happened, where to look, and who writes', () => {
    expect(composeMail('pratica_protocollata', FACTS)).toMatchObject({
      subject: 'Pratica K7QM-3R9T protocollata: Certificato di nascita',
      text: `Gentile Maria Rossi,

la Sua richiesta per il servizio «Certificato di nascita», con il codice K7QM-3R9T, è stata registrata con il numero di protocollo 0000012/2026.

Può vedere la pratica a questo indirizzo, dopo l’accesso:
https://portale.example/rovereto/pratiche/1

Comune di Rovereto

Questo messaggio è stato inviato automaticamente: La preghiamo di non rispondere.
`,
    });
  });

  it('say that the citizen finds the answer, and the document when there is one', () => {
    expect(composeMail('pratica_accettata', FACTS).text).toContain('trova la risposta.');
    const { text } = composeMail('pratica_accettata', { ...FACTS, encloses: true });
    expect(text).toContain('trova la risposta e il documento rilasciato.');
  });

  it('say of a draft on which day it is deleted, and where it can be resumed', () => {
    const { text, html } = composeMail('bozza_due_settimane', FACTS);
    expect(text).toContain('si cancella il 12 settembre 2026');
    expect(text).toContain(`Può riprendere la bozza a questo indirizzo, dopo l’accesso:\n${FACTS.link}`);
    expect(html).toContain('>Riprendi la compilazione</a>');
  });

  it.each(MAIL_TEMPLATES)('have for "%s" a subject, the link in both forms, and no hole left open', (template) => {
    const { subject, text, html } = composeMail(template, { ...FACTS, protocol: null });
    expect(subject).toContain('K7QM-3R9T');
    expect(subject).toContain('Certificato di nascita');
    expect(text).toContain(FACTS.link);
    expect(html).toContain(`<a href="${FACTS.link}"`);
    expect(subject + text).not.toMatch(/[{}]|null|undefined/u);
    expect(text).not.toMatch(/\b(?:il|entro) il il |\bil (?:il |l’)/u);
    expect(html).not.toMatch(/\{\w+\}|null|undefined/u);
  });

  it('have a different subject for each thing that happens', () => {
    const subjects = MAIL_TEMPLATES.map((template) => composeMail(template, FACTS).subject);
    expect(new Set(subjects).size).toBe(MAIL_TEMPLATES.length);
  });

  it('are accessible HTML in Italian, in which no fact becomes markup', () => {
    const { html } = composeMail('pratica_inviata', { ...FACTS, recipientName: '<b onclick="x">D\'Amico & figli</b>' });
    expect(html).toContain('<html lang="it">');
    expect(html).toContain('<title>Pratica K7QM-3R9T inviata: Certificato di nascita</title>');
    expect(html).toContain('Gentile &lt;b onclick=&quot;x&quot;&gt;D&#39;Amico &amp; figli&lt;/b&gt;,');
    expect(html).not.toMatch(/<img|<script|<link/u);
  });

  it('do not fill in what only looks like a hole in a fact', () => {
    const { text } = composeMail('pratica_inviata', { ...FACTS, recipientName: '{code}' });
    expect(text).toContain('Gentile {code},');
  });
});

describe('the message about what is blocked', () => {
  it('says how much there is and where, in the name of the ente', () => {
    const facts = { ente: 'Comune di Rovereto', recipientName: 'Lucia <Neri>', link: 'https://portale.example/x' };
    const { subject, text, html } = composeBlockedNotice({ ...facts, blocked: 12, late: 3 });
    expect(subject).toBe('Consegne bloccate: Comune di Rovereto');
    expect(text).toContain(
      'nel portale ci sono 12 consegne bloccate e mancano da più di un giorno 3 numeri di protocollo.',
    );
    expect(text).toContain(facts.link);
    expect(html).toContain('Gentile Lucia &lt;Neri&gt;,');
    expect(subject + text).not.toMatch(/[{}]|null|undefined/u);
    const said = (blocked: number, late: number) => composeBlockedNotice({ ...facts, blocked, late }).text;
    expect(said(1, 0)).toContain('nel portale c’è 1 consegna bloccata.');
    expect(said(0, 1)).toContain('nel portale manca da più di un giorno 1 numero di protocollo.');
  });
});

describe('the messages with a link to choose a password', () => {
  const facts = {
    ente: 'Comune di Rovereto',
    recipientName: 'Lucia <Neri>',
    expiresAt: new Date('2026-03-09T09:00:00.000Z'),
    link: 'https://portale.example/rovereto/operatori/password/1-a',
  };

  it.each(['invito', 'reset'] as const)(
    'say in "%s" what it is for and until when, in the name of the ente',
    (kind) => {
      const { subject, text, html } = composeInvitation(kind, facts);
      expect(subject).toContain('Comune di Rovereto');
      expect(text).toContain(`:\n${facts.link}\n`);
      expect(text).toContain('una volta sola, fino al 9 marzo 2026');
      expect(html).toContain(`<a href="${facts.link}"`);
      expect(html).toContain('Gentile Lucia &lt;Neri&gt;,');
      expect(subject + text).not.toMatch(/[{}]|null|undefined/u);
    },
  );
});
