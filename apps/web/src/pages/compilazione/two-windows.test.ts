import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fillIn, sendCertificate, serviceAt } from '../../testing/certificato.ts';
import { formOf } from '../../testing/form-of.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const START = `${serviceAt('rovereto')}/compila`;
const PEOPLE = [
  'anna-bianchi',
  'mario-rossi',
  'niccolo-dell-orto',
  'lucia-d-amico',
  'giuseppe-fo',
  'zoe-cosi',
  'elira-hoxha',
  'marco-verdi',
  'teresa-zanotti',
  'luca-ferrari',
  'chiara-maria-ricci',
];

let portal: TestPortal;
let browser: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  browser = await portal.citizen(PEOPLE.pop() ?? '');
});

const noteOn = (page: Page): string => page.text('#nota');
const stepOf = (practice: string, step: string): string => `${practice}/compila/${step}`;

describe('the private note in two windows', () => {
  it('is not undone by a window in which nobody touched it', async () => {
    const step = stepOf(await fillIn(browser, 'delega'), 'delega');
    await browser.send(step, { nota_privata: 'Prima\nriga', azione: 'nota' });
    const old = formOf(await browser.visit(step), 'passo');
    await browser.send(step, { ...formOf(await browser.visit(step), 'passo'), nota_privata: 'Nuova', azione: 'nota' });
    for (const azione of ['nota', 'avanti', 'ricomincia']) {
      await browser.send(step, { ...old, nota_privata: 'Prima\r\nriga', has_delega: 'no', azione });
      expect([azione, noteOn(await browser.visit(step))]).toEqual([azione, 'Nuova']);
    }
  });

  it('is written by the window in which somebody changed it, also to nothing', async () => {
    const step = stepOf(await fillIn(browser, 'delega'), 'delega');
    await browser.send(step, { nota_privata: 'Prima', azione: 'nota' });
    const old = formOf(await browser.visit(step), 'passo');
    await browser.send(step, { ...old, nota_privata: '', azione: 'indietro' });
    expect(noteOn(await browser.visit(step))).toBe('');
  });

  it('is still to be written when the page had expired, and is not when nobody touched it', async () => {
    const step = stepOf(await fillIn(browser, 'delega'), 'delega');
    const old = formOf(await browser.visit(step), 'passo');
    await browser.send(step, { nota_privata: 'Altrove', azione: 'nota' });
    const untouched = await browser.post(step, { ...old, _csrf: 'vecchio', azione: 'avanti' });
    expect([untouched.status, noteOn(untouched)]).toEqual([403, 'Altrove']);
    const typed = await browser.post(step, { ...old, nota_privata: 'Mia', _csrf: 'vecchio', azione: 'avanti' });
    expect([typed.status, noteOn(typed)]).toEqual([403, 'Mia']);
    await browser.send(step, { ...formOf(typed, 'passo'), azione: 'nota' });
    expect(noteOn(await browser.visit(step))).toBe('Mia');
  });

  it('may go back to what it was after another field was refused', async () => {
    const step = stepOf(await fillIn(browser, 'delega'), 'delega');
    const form = formOf(await browser.visit(step), 'passo');
    const refused = await browser.post(step, { ...form, nota_privata: 'Ripensamento', azione: 'avanti' });
    expect([refused.status, noteOn(refused)]).toEqual([422, 'Ripensamento']);
    await browser.send(step, { ...formOf(refused, 'passo'), nota_privata: '', azione: 'nota' });
    expect(noteOn(await browser.visit(step))).toBe('');
  });
});

describe('“Invia” from an old window', () => {
  it('shows the data that were changed before it sends them, with and without the page of the question', async () => {
    const practice = await fillIn(browser);
    const summary = stepOf(practice, 'conferma');
    const old = formOf(await browser.visit(summary), 'passo');
    const question = await browser.post(summary, { ...old, azione: 'avanti' });
    const hidden = question.html.querySelectorAll('main input[type=hidden]');
    const confirmed = Object.fromEntries(hidden.map((i) => [i.getAttribute('name'), i.getAttribute('value') ?? '']));
    await browser.send(stepOf(practice, 'tipologia-ed-uso'), { uso: 'Iscrizione a scuola', azione: 'avanti' });
    for (const form of [{ ...old, azione: 'avanti', conferma: 'si' }, confirmed]) {
      const again = await browser.post(summary, form);
      expect(again.status).toBe(409);
      expect(again.text('.avviso-error')).toContain(
        'I dati sono cambiati in un’altra finestra: controllali di nuovo prima di inviare.',
      );
      expect(again.text('title')).toMatch(/^Errore: /u);
      expect(again.text('main')).toContain('Iscrizione a scuola');
    }
    const seen = formOf(await browser.visit(summary), 'passo');
    await browser.send(summary, { ...seen, azione: 'avanti', conferma: 'si' });
    expect(browser.path).toBe(`${practice}?inviata=si`);
  });
});

describe('what was typed in an old window', () => {
  it('goes to the draft that another window has begun, when it has no note', async () => {
    const form = formOf(await browser.visit(START), 'passo');
    const practice = await fillIn(browser, 'delega');
    const offer = await browser.send(START, { ...form, istruzioni: 'si', nota_privata: 'Mia', azione: 'avanti' });
    expect(browser.path).toMatch(/\/bozza\?nota=salvata$/u);
    expect(offer.text('main')).toContain('La nota che hai scritto è stata salvata nella bozza.');
    expect(noteOn(await browser.visit(stepOf(practice, 'delega')))).toBe('Mia');
  });

  it('stays on the page when that draft has a note of its own', async () => {
    const form = formOf(await browser.visit(START), 'passo');
    const practice = await fillIn(browser, 'delega');
    await browser.send(stepOf(practice, 'delega'), { nota_privata: 'Della bozza', azione: 'nota' });
    const page = await browser.post(START, { ...form, istruzioni: 'si', nota_privata: 'Mia', azione: 'avanti' });
    expect([page.status, noteOn(page)]).toEqual([409, 'Mia']);
    expect(page.html.querySelector('.avviso a')?.getAttribute('href')).toBe(`${serviceAt('rovereto')}/bozza`);
    expect(noteOn(await browser.visit(stepOf(practice, 'delega')))).toBe('Della bozza');
  });

  it('is saved though an earlier step was reopened, which comes first', async () => {
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    const step = stepOf(practice, 'tipologia-ed-uso');
    const form = formOf(await browser.visit(step), 'passo');
    await browser.send(stepOf(practice, 'richiedente'), { azione: 'ricomincia' });
    const page = await browser.send(step, { ...form, uso: 'Scuola', nota_privata: 'Mia', azione: 'avanti' });
    expect(browser.path).toMatch(/\/compila\/richiedente\?altrove=si$/u);
    expect(page.text('.avviso')).toContain('Le risposte sono cambiate in un’altra finestra.');
    expect(noteOn(page)).toBe('Mia');
    await browser.send(stepOf(practice, 'richiedente'), { richiedente: 'si', azione: 'avanti' });
    expect((await browser.visit(step)).html.querySelector('#uso')?.getAttribute('value')).toBe('Scuola');
  });

  it('is saved, as far as it is the note, though the practice was sent', async () => {
    await browser.visit(START);
    const practice = await sendCertificate(browser);
    const page = await browser.send(stepOf(practice, 'delega'), { nota_privata: 'Tardi', azione: 'avanti' });
    expect(browser.path).toBe(practice);
    expect(noteOn(page)).toBe('Tardi');
  });
});
