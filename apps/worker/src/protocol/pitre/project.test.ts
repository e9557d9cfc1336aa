import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Registration, RegistrySteps } from '@stanza/core';
import { asBytes } from '@stanza/core/testing';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makePitreSteps } from './make-pitre-steps.ts';
import { aPitreServer, makePair, somePitreSettings } from './testing/sample-pitre.ts';
import type { PitreTrouble } from './testing/start-pitre-server.ts';

const SECRETS = { ...(await makePair()), ca: null };
const PER_PRACTICE = { perPractice: true, code: '5.3', scheme: '17' };
const FILE = { number: '0000012', year: 2026, registeredAt: new Date('2026-02-01T09:00:00Z') };
const THEIRS = '7ABC-D8EF';

describe('the fascicolo of a practice in P.I.Tre', () => {
  let server: Awaited<ReturnType<typeof aPitreServer>>['server'];
  let steps: RegistrySteps;
  beforeEach(async () => {
    const opened = await aPitreServer();
    server = opened.server;
    steps = makePitreSteps(somePitreSettings({ endpoint: server.url, project: PER_PRACTICE }), SECRETS, opened);
  });
  afterEach(() => server.close());

  const register = async (key: string, given: Partial<Registration> = {}): Promise<void> => {
    const registration = aRegistration(key, given);
    const prepared = await steps.prepare(registration);
    const content = Readable.from([asBytes('x'.repeat(registration.main.size))]);
    const id = await steps.attach(prepared, registration.main, 0, content);
    await steps.commit(registration, prepared, [id]);
  };
  /** All that a practice gives to register, each said in its own way. */
  const registerAll = async (given: Partial<Registration> & Pick<Registration, 'practiceCode'>): Promise<void> => {
    const { practiceCode } = given;
    const subject = (what: string) => ({
      ...given,
      subject: `${what}Certificato di nascita - pratica ${practiceCode}`,
    });
    await register(`${practiceCode}:richiesta`, subject(''));
    await register(`${practiceCode}:integrazione`, {
      ...subject('Richiesta di integrazione: '),
      direction: 'uscita',
      file: FILE,
    });
    await register(`${practiceCode}:integrata`, { ...subject('Integrazione: '), file: FILE });
    await register(`${practiceCode}:risposta`, { ...subject('Risposta: '), direction: 'uscita', file: FILE });
  };
  const files = () => server.book.lines().map(({ fascicolo }) => fascicolo);
  const lost: PitreTrouble = { is: 'cut', done: true };

  it('has all that is registered of it, and nothing of another practice', async () => {
    await registerAll({ practiceCode: 'K7QM-3R9T' });
    await registerAll({ practiceCode: THEIRS });
    expect(files()).toEqual([...Array(4).fill('5.3-2026-2'), ...Array(4).fill('5.3-2026-3')]);
    expect(server.book.projects().map(({ Description }) => Description)).toEqual([
      'Fascicolo 5.3-2026-1',
      'Certificato di nascita - pratica K7QM-3R9T',
      `Certificato di nascita - pratica ${THEIRS}`,
    ]);
  });

  it('is one also when the answer to its making was lost', async () => {
    server.next('CreateProject', lost);
    await expect(register('a')).rejects.toMatchObject({ kind: 'again' });
    await register('a');
    expect(server.book.projects()).toHaveLength(2);
    expect(files()).toEqual(['5.3-2026-2']);
  });

  it.each([
    '{"Code":0,"ErrorMessage":null,"Projects":[],"TotalProjectsNumber":0}',
    '{"Code":0,"ErrorMessage":null,"Projects":null,"TotalProjectsNumber":0}',
    '{"Code":0,"Projects":null}',
    '{"Code":0,"TotalProjectsNumber":0}',
    '{"Code":0}',
  ])('is made where the search has found none, however that is said: %s', async (text) => {
    server.next('SearchProjects', { is: 'answers', status: 200, text, done: false });
    await register('a');
    expect(files()).toEqual(['5.3-2026-2']);
  });

  it.each([
    [200, '{"Code":0,"Projects":null,"TotalProjectsNumber":1}'],
    [200, '{"Code":0,"TotalProjectsNumber":1}'],
    [200, '{"Code":1,"ErrorMessage":"Errore","Projects":null,"TotalProjectsNumber":0}'],
    [200, '{"Projects":null,"TotalProjectsNumber":0}'],
    [500, '{"Code":0,"Projects":null,"TotalProjectsNumber":0}'],
  ])('is not made where it cannot be told whether there is one: %i %s', async (status, text) => {
    server.next('SearchProjects', { is: 'answers', status, text, done: false });
    await expect(register('a')).rejects.toMatchObject({ kind: 'again' });
    expect(server.asked).not.toContain('CreateProject');
  });

  it('is the first of those that name it', async () => {
    await register('a');
    const { practiceCode } = aRegistration('a');
    await server.book.methods['PUT CreateProject']?.({
      Project: {
        Description: `Ricorso sulla pratica ${practiceCode}`,
        CodeNodeClassification: '6.3',
        ClassificationScheme: { Id: '17' },
      },
    });
    await register('b', { direction: 'uscita', file: FILE });
    expect(files()).toEqual(['5.3-2026-2', '5.3-2026-2']);
  });

  it('is opened in the classification of the service, and gives way to the fascicolo of the service', async () => {
    const { values } = aRegistration('a');
    await register('a', { values: { ...values, classification: '6.3' } });
    await register('b', { practiceCode: THEIRS, values: { ...values, dossier: '5.3-2026-1' } });
    expect(files()).toEqual(['6.3-2026-2', '5.3-2026-1']);
  });

  it('is a matter of settings where there is no such classification', async () => {
    const values = { ...aRegistration('a').values, classification: '9.9' };
    await expect(register('a', { values })).rejects.toMatchObject({ kind: 'settings' });
  });
});
