import { describe, expect, it } from '@jest/globals';
import { APP_IO_TEMPLATES, NOTICE_LIMITS } from '@stanza/core';
import { composeNotice } from './compose-notice.ts';

const FACTS = {
  serviceName: 'Certificato di nascita',
  practiceCode: 'K7QM-3R9T',
  protocol: '0000012/2026',
  encloses: true,
  dueDate: '2026-03-08',
  link: 'https://portale.example/rovereto/pratiche/1/integrazione',
};

describe('a message on App IO', () => {
  it('says what happened and leads to the practice', () => {
    expect(composeNotice('pratica_protocollata', FACTS)).toEqual({
      subject: 'Pratica K7QM-3R9T protocollata',
      markdown: [
        'La Sua richiesta per il servizio «Certificato di nascita», con il codice K7QM-3R9T, è stata registrata con il numero di protocollo 0000012/2026.',
        'Può vedere la pratica a questo indirizzo, dopo l’accesso:',
        '[Vai alla pratica](https://portale.example/rovereto/pratiche/1/integrazione)\n',
      ].join('\n\n'),
    });
  });

  it('says by when something is to be done', () => {
    const { subject, markdown } = composeNotice('integrazione_richiesta', FACTS);
    expect(subject).toBe('Pratica K7QM-3R9T da integrare entro l’8 marzo 2026');
    expect(markdown).toContain('va inviata entro l’8 marzo 2026');
    expect(markdown).toContain('[Rispondi alla richiesta](');
  });

  it.each(APP_IO_TEMPLATES)('%s is within the limits, however short or long its facts are', (template) => {
    const longest = { ...FACTS, serviceName: '*'.repeat(120), link: `https://portale.example/${'x'.repeat(200)}` };
    const shortest = { ...FACTS, serviceName: 'x', protocol: null, link: 'https://a.it/b' };
    for (const facts of [longest, shortest]) {
      const { subject, markdown } = composeNotice(template, facts);
      expect(subject.length).toBeGreaterThanOrEqual(NOTICE_LIMITS.subject.min);
      expect(subject.length).toBeLessThanOrEqual(NOTICE_LIMITS.subject.max);
      expect(markdown.length).toBeGreaterThanOrEqual(NOTICE_LIMITS.markdown.min);
      expect(markdown.length).toBeLessThanOrEqual(NOTICE_LIMITS.markdown.max);
    }
  });

  it('does not take the name of a service for Markdown', () => {
    const { subject, markdown } = composeNotice('pratica_accettata', { ...FACTS, serviceName: '[Qui](x) *_`<b>' });
    expect(markdown).toContain('«\\[Qui\\](x) \\*\\_\\`\\<b\\>»');
    expect(subject).toBe('Pratica K7QM-3R9T accettata');
  });
});
