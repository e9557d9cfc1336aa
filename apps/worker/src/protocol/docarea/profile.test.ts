import { describe, expect, it } from '@jest/globals';
import type { Registration } from '@stanza/core';
import { nastyText, seeded } from '@stanza/core/testing';
import { aRegistration } from '@stanza/core/testing/contracts';
import fc from 'fast-check';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { xmlLine } from '../ascii-xml.ts';
import { profileOf } from './profile.ts';
import { readProfile } from './testing/read-profile.ts';
import { someSettings } from './testing/sample-docarea.ts';

const ASCII = /^[\t\n\x20-\x7e]*$/u;
const settings = someSettings();

const file = (fileName: string, description = fileName) => ({
  fileName,
  description,
  sha256: 'cd'.repeat(32),
  size: 9,
});
const answer = (given: Partial<Registration> = {}) =>
  aRegistration('a', {
    direction: 'uscita',
    file: { number: '0000012', year: 2026, registeredAt: new Date('2026-02-01T09:00:00Z') },
    ...given,
  });
const seen = (registration: Registration, given = settings) => {
  const ids = [101, 102, 103].slice(0, registration.attachments.length + 1).map(String);
  return readProfile(Buffer.from(profileOf(given, registration, ids)));
};

describe('the profile of a DOCAREA registration', () => {
  it('says what comes in, with each document under a safe name and its own in the description', () => {
    const attachments = [file('carta d’identità.pdf'), file('perché.pdf.p7m', 'Delega')];
    expect(seen(aRegistration('a', { attachments }))).toEqual({
      oggetto: 'Certificato di nascita - pratica K7QM-3R9T',
      flusso: 'E',
      nome: 'Maria',
      cognome: 'Rossi',
      codiceFiscale: 'RSSMRA80A41H612X',
      titolario: '7.1',
      fascicolo: null,
      documents: [
        { id: 101, name: '00_modulo.pdf', description: 'Certificato di nascita (modulo.pdf)', type: 'ISTANZA' },
        { id: 102, name: '01_carta_d_identita.pdf', description: 'carta d’identità.pdf', type: 'ALL' },
        { id: 103, name: '02_perche.pdf.p7m', description: 'Delega (perché.pdf.p7m)', type: 'ALL' },
      ],
      parameters: { uo: 'UO1', dataDocumento: '02/03/2026' },
    });
  });

  it('says what goes out from the ente to the citizen', () => {
    const profile = profileOf(settings, answer(), ['101']);
    expect(profile).toMatch(/<Mittente><Amministrazione>.*<\/Mittente><Destinatario><Persona id="RSSMRA80A41H612X">/u);
    expect(seen(answer())).toMatchObject({ flusso: 'U', documents: [{ type: 'RISPOSTA' }] });
  });

  it('names the request in the parameters of what follows it, and leaves them out of the request', () => {
    const parameters = {
      numeroPrecedente: '{numero_richiesta}',
      annoPrecedente: '{anno_richiesta}',
      id: '#{codice_pratica}',
    };
    const given = someSettings({ parameters, fascicolo: { number: '12', year: 2026 }, titolario: null });
    expect(seen(answer(), given)).toMatchObject({
      parameters: { numeroPrecedente: '12', annoPrecedente: '2026', id: '#K7QM-3R9T' },
      fascicolo: '12/2026',
      titolario: null,
    });
    expect(seen(aRegistration('a'), given)?.parameters).toEqual({ id: '#K7QM-3R9T' });
  });

  it('says what the ente has written of the service, and else what it says for all', () => {
    const values = { office: 'UO7', classification: '6.3', dossier: '12/2026', documentType: 'SCIA' };
    const given = someSettings({ parameters: { uo: '{ufficio}' } });
    const attachments = [file('uno.pdf')];
    expect(seen(aRegistration('a', { values, attachments }), given)).toMatchObject({
      titolario: '6.3',
      fascicolo: '12/2026',
      parameters: { uo: 'UO7' },
      documents: [{ type: 'SCIA' }, { type: 'ALL' }],
    });
    const profile = profileOf(given, aRegistration('a', { values }), ['101']);
    expect(profile).toContain('<UnitaOrganizzativa id="UO7"/>');
    const some = aRegistration('a', { values: { ...values, office: '', dossier: '', documentType: '' } });
    expect(seen(some, given)).toMatchObject({
      titolario: '6.3',
      fascicolo: null,
      parameters: { uo: 'UO1' },
      documents: [{ type: 'ISTANZA' }],
    });
  });

  it.each(['12', '/2026', 'dodici del 2026'])('does not guess what a fascicolo is: %s', (dossier) => {
    const values = { office: '', classification: '', dossier, documentType: '' };
    expect(() => profileOf(settings, aRegistration('a', { values }), ['1'])).toThrow(
      expect.objectContaining({ kind: 'settings' }),
    );
  });

  it('names the practice in the subject where that does not', () => {
    expect(seen(answer({ subject: 'Risposta' }))?.oggetto).toBe('Risposta - pratica K7QM-3R9T');
  });

  it('has no address of who has none', () => {
    const { correspondent } = aRegistration('a');
    const profile = profileOf(settings, aRegistration('a', { correspondent: { ...correspondent, email: null } }), [
      '1',
    ]);
    expect(profile).toContain('<CodiceFiscale>RSSMRA80A41H612X</CodiceFiscale></Persona>');
  });

  it('is ASCII, well formed and says the same, whatever the texts are', () => {
    const texts = fc.record({ subject: nastyText(), nome: nastyText(), cognome: nastyText(), fileName: nastyText() });
    fc.assert(
      fc.property(texts, ({ subject, nome, cognome, fileName }) => {
        const correspondent = { ...aRegistration('a').correspondent, nome, cognome };
        const attachments = [file(fileName), file(fileName)];
        const registration = aRegistration('a', { subject: `${subject} K7QM-3R9T`, correspondent, attachments });
        const profile = profileOf(settings, registration, ['101', '102', '103']);
        expect(profile).toMatch(ASCII);
        const read = readProfile(Buffer.from(profile));
        expect(read).toMatchObject({
          oggetto: xmlLine(`${subject} K7QM-3R9T`),
          nome: xmlLine(nome),
          cognome: xmlLine(cognome),
          documents: [{}, { description: xmlLine(fileName) }, { description: xmlLine(fileName) }],
        });
        const names = read?.documents.map(({ name }) => name) ?? [];
        for (const name of names) expect(name).toMatch(/^[A-Za-z0-9._-]{1,60}$/u);
        expect(new Set(names).size).toBe(3);
      }),
      seeded(100),
    );
  });

  it('is of a registration whose documents are all there', () => {
    expect(() => profileOf(settings, aRegistration('a'), [])).toThrow('Each document');
  });
});

describeWithXmlTools('a DOCAREA profile against a schema', () => {
  it.each<readonly [string, Registration, Readonly<Record<string, unknown>>]>([
    ['what comes in', aRegistration('a', { attachments: [file('così.pdf')] }), {}],
    ['what goes out', answer({ attachments: [file('così.pdf')] }), { fascicolo: { number: '12', year: 2026 } }],
    ['the least there can be', aRegistration('a'), { titolario: null, parameters: {} }],
  ])('is valid for %s', async (_what, registration, given) => {
    const ids = [101, 102].slice(0, registration.attachments.length + 1).map(String);
    expect(await schemaProblems(profileOf(someSettings(given), registration, ids), 'docarea-profile')).toBe('');
  });
});
