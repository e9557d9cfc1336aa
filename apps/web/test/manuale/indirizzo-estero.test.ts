import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examplesOf } from '@stanza/services/testing';
import { readPdf } from '../../../worker/src/pdf/testing/read-pdf.ts';
import { officeHref } from '../../src/testing/office.ts';
import { CONTACTS, COUNTER, LUCA, openAtCounter } from '../../src/testing/sportello.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, PROFILE, type TestPortal } from '../../src/testing/test-portal.ts';
import { hereOf, walkService } from '../../src/testing/walk-service.ts';
import { readZip } from '../../src/zip/testing/read-zip.ts';

const SERVICE = 'autolettura-acqua';
/** The profile of who lives abroad; the `EE` of the Italian offices does no harm. */
const ABROAD = {
  ...PROFILE,
  'residenza.stato': 'germania',
  'residenza.via': 'Hauptstraße',
  'residenza.civico': '7',
  'residenza.cap': '10827',
  'residenza.comune': 'Berlino',
  'residenza.provincia': 'EE',
};

let portal: TestPortal;
let anna: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal({ clock: { now: () => new Date('2026-01-31T10:00:00Z') } });
  await portal.asOwner('update service set opens_on = null, closes_on = null');
  anna = await portal.citizen('anna-bianchi');
});
afterAll(() => portal.close());

const answers = examplesOf(SERVICE).find(({ name }) => name === 'intestatario-estero')?.answers ?? {};
const boxOf = (page: Page, id: string) => page.html.querySelector(`#${id}`)?.getAttribute('value');
/** What the boxes of the address are called, and what they hold. */
const boxes = (page: Page) =>
  page.html.querySelectorAll('[id=indirizzo] .campo').map((campo) => [
    campo
      .querySelector('label')
      ?.text.trim()
      .split(/\s{2,}| \(/u)[0],
    campo.querySelector('input')?.getAttribute('value'),
  ]);

describe('Chi abita all’estero', () => {
  it('trova il suo indirizzo già scritto nella pratica, con lo Stato, il codice postale e senza provincia', async () => {
    await anna.send('/rovereto/profilo', ABROAD);
    const practice = await walkService(portal, anna, SERVICE, answers, 'intestatario');
    expect(boxes(await anna.visit(`${practice}/compila/intestatario`))).toEqual([
      ['Stato estero', 'Germania'],
      ['Via o piazza', 'Hauptstraße'],
      ['Numero civico', '7'],
      ['Codice postale', '10827'],
      ['Comune', 'Berlino'],
    ]);
  });

  it('scrive in una volta, anche senza JavaScript, un altro Stato e il suo codice postale', async () => {
    const home = { ...PROFILE, 'residenza.stato': 'Italia' };
    await anna.send('/rovereto/profilo', home);
    expect(boxOf(await anna.visit('/rovereto/profilo'), 'residenza-stato')).toBe('');
    const mario = await portal.citizen('mario-rossi');
    const practice = await walkService(portal, mario, SERVICE, answers, 'intestatario');
    const step = `${practice}/compila/intestatario`;
    expect(boxes(await mario.visit(step)).map(([label]) => label)).toEqual([
      'Stato estero',
      'Via o piazza',
      'Numero civico',
      'CAP',
      'Comune',
      'Provincia',
    ]);
    const typed = {
      codice_utente: '1',
      nome_intestatario: 'Mario',
      cognome_intestatario: 'Rossi',
      telefono: '0464 000000',
      'indirizzo.stato': 'Francia',
      'indirizzo.via': 'Rue Cler',
      'indirizzo.civico': '7',
      'indirizzo.cap': 'F-75007 PARIS',
      'indirizzo.comune': 'Parigi',
      'indirizzo.provincia': 'TN',
      azione: 'avanti',
    };
    const refused = await mario.send(step, typed);
    expect(refused.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
      'Indirizzo dell’intestatario, Codice postale: il codice postale può avere al massimo 12 lettere e cifre, e può mancare.',
    ]);
    await mario.send(step, { ...typed, 'indirizzo.cap': 'F-75007' });
    expect(hereOf(mario)).toBe(`${practice}/compila/dati-contatore`);
  });

  it('ritrova lo Stato nel riepilogo, nel modulo, nella copia dei dati; l’ufficio lo legge nella pratica', async () => {
    const lucia = await portal.citizen('lucia-d-amico');
    await lucia.send('/rovereto/profilo', ABROAD);
    const practice = await walkService(portal, lucia, SERVICE, answers);
    const summary = (await lucia.visit(`${practice}/compila/conferma`)).text('main');
    const answered = 'Indirizzo dell’intestatario – Stato estero';
    for (const text of ['Hauptstraße 7, 10827 Berlino, Germania', answered]) expect(summary).toContain(text);
    expect(summary).not.toContain('Indirizzo dell’intestatario – Provincia');
    await lucia.send(hereOf(lucia), { azione: 'avanti', conferma: 'si' });
    await portal.drain();
    const id = practice.split('/').at(-1) ?? '';
    const { pages } = await readPdf(Uint8Array.from((await lucia.get(`${practice}/documenti/modulo`)).bytes));
    for (const text of ['10827 Berlino, Germania', `${answered} Germania`]) expect(pages.join(' ')).toContain(text);
    const operator = await portal.operator();
    const office = (await operator.visit(officeHref(id))).text('main');
    for (const text of ['10827 Berlino, Germania', answered]) expect(office).toContain(text);
    await lucia.visit('/rovereto/miei-dati');
    const copy = await readZip((await lucia.post('/rovereto/miei-dati/copia', {})).bytes);
    expect(JSON.parse(copy.get('i-miei-dati.json') ?? '')).toMatchObject({
      residenza: { stato: 'Germania', comune: 'Berlino', provincia: '' },
    });
  });

  it('allo sportello ha il suo indirizzo, che l’operatore scrive e corregge allo stesso modo', async () => {
    const operator = await portal.operator();
    const abroad = { ...CONTACTS, 'residenza.stato': 'Atlantide', 'residenza.cap': '', 'residenza.provincia': '' };
    await operator.visit(COUNTER);
    const refused = await operator.post(COUNTER, { servizio: 'certificato-di-nascita', ...LUCA, ...abroad });
    expect(refused.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
      'Stato estero: non troviamo questo Stato: scrivi il nome in italiano, per esempio Francia.',
    ]);
    const draft = await openAtCounter(operator, { ...LUCA, ...abroad, 'residenza.stato': 'francia' }, 'delega');
    const known = await operator.visit(`${draft}/cittadino`);
    expect(['stato', 'cap', 'provincia'].map((part) => boxOf(known, `residenza-${part}`))).toEqual(['Francia', '', '']);
    expect((await operator.visit(`${draft}/compila/richiedente`)).text('main')).toContain('Rovereto, Francia');
  });
});
