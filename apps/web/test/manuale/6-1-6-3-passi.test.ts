import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '../../../worker/src/pdf/testing/read-pdf.ts';
import { fillIn, sendCertificate, serviceAt } from '../../src/testing/certificato.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const SERVICE = serviceAt('rovereto');

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const buttons = (page: Page) => page.texts('#passo button:not([aria-hidden])');

/** Begins a certificate up to the step of the applicant. @returns its address */
const atApplicant = async (browser: TestBrowser, ente = 'rovereto'): Promise<string> => {
  const start = `${serviceAt(ente)}/compila`;
  await browser.visit(start);
  await browser.send(start, { istruzioni: 'si', azione: 'avanti' });
  return browser.path.split('?', 1)[0] ?? '';
};

describe('6.1 Accetta le istruzioni riguardanti la procedura', () => {
  it('viene presentato un testo con le istruzioni riguardo la procedura', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const page = await browser.visit(`${SERVICE}/compila`);
    expect(page.text('.passi-ora')).toContain('Istruzioni');
    expect(page.text('#passo').length).toBeGreaterThan(100);
  });

  it('l’accettazione delle istruzioni è obbligatoria per procedere', async () => {
    const browser = await portal.citizen('anna-bianchi', 'tre-ville');
    const start = '/tre-ville/servizi/certificato-di-nascita/compila';
    await browser.visit(start);
    const page = await browser.post(start, { azione: 'avanti', nota_privata: 'Una nota' });
    expect(page.status).toBe(422);
    expect(page.html.querySelector('#istruzioni')?.getAttribute('aria-invalid')).toBe('true');
    expect(page.text('#nota')).toBe('Una nota');
    expect((await browser.visit('/tre-ville/pratiche')).text('main')).toContain('Nessuna pratica');
  });

  it('essendo il primo step di compilazione non sono presenti i tasti “Indietro” e “Ricomincia”', async () => {
    const browser = await portal.citizen('lucia-d-amico');
    expect(buttons(await browser.visit(`${SERVICE}/compila`))).toEqual(['Avanti']);
    const practice = await fillIn(browser, 'delega');
    expect(buttons(await browser.visit(`${practice}/compila/istruzioni`))).toEqual(['Avanti']);
  });
});

describe('6.2 Verifica i tuoi dati personali', () => {
  it('sono presentati i dati utente che saranno immessi nella pratica', async () => {
    const browser = await portal.citizen('mario-rossi');
    const practice = await fillIn(browser);
    const page = await browser.visit(`${practice}/compila/richiedente`);
    const shown = ['RSSMRA80A01H501U', 'Mario', 'Rossi', 'Via Roma', '38068', 'mario.rossi@'];
    for (const fact of shown) expect(page.text('#passo dl')).toContain(fact);
    await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    await portal.drain();
    const pdf = await browser.get(`${practice}/documenti/modulo`);
    const { pages } = await readPdf(Uint8Array.from(pdf.bytes));
    for (const fact of shown) expect(pages.join(' ')).toContain(fact);
  });

  it('i dati non sono modificabili tramite questa maschera', async () => {
    const browser = await portal.citizen('zoe-cosi');
    const step = await atApplicant(browser);
    const page = await browser.visit(step);
    expect(page.html.querySelectorAll('#passo input:not([type=hidden]):not([type=checkbox])')).toHaveLength(0);
    await browser.send(step, {
      richiedente: 'si',
      nome: 'Altra',
      codice_fiscale: 'RSSMRA80A01H501U',
      azione: 'avanti',
    });
    expect((await browser.visit(step)).text('#passo dl')).not.toContain('RSSMRA80A01H501U');
  });

  it('alcuni dati utente sono modificabili attraverso la sezione “Il Mio Profilo”', async () => {
    const browser = await portal.citizen('mario-rossi', 'tre-ville');
    const step = await atApplicant(browser, 'tre-ville');
    const edit = (await browser.visit(step)).html.querySelector('.dati-testa a')?.getAttribute('href') ?? '';
    expect(edit).toBe(`/tre-ville/profilo?verso=${encodeURIComponent(step)}`);
    const inputs = (await browser.visit(edit)).html.querySelectorAll('main input:not([type=checkbox])');
    const profile = inputs.map((i) => [i.getAttribute('name') ?? '', i.getAttribute('value') ?? ''] as const);
    await browser.send('/tre-ville/profilo', { ...Object.fromEntries(profile), telefono: '0464 777777' });
    expect(browser.path).toBe(step);
    expect((await browser.visit(step)).text('#passo dl')).toContain('0464 777777');
  });
});

describe('6.3 Verifica i dati relativi alla compilazione', () => {
  it('l’ultimo passo è la verifica dei dati inseriti (mostrati a schermo) che saranno inviati effettivamente una volta premuto il pulsante “Invia”', async () => {
    const browser = await portal.citizen('giuseppe-fo', 'tre-ville');
    await fillIn(browser, 'tipologia-ed-uso', 'tre-ville');
    const page = await browser.send(browser.path, { tipologia: 'semplice', uso: '<b>Banca</b>', azione: 'avanti' });
    expect(page.text('.passi-ora')).toContain('Controllo e conferma');
    expect(page.texts('h3')).toEqual(['Richiedente', 'Delega', 'Tipologia ed uso']);
    expect(page.text('main')).toContain('Certificato semplice');
    expect(page.text('main')).toContain('<b>Banca</b>');
    expect(page.html.querySelectorAll('.dati-testa a')).toHaveLength(3);
  });

  it('se i dati non sono corretti si può tornare indietro negli step di compilazione e correggere i dati errati', async () => {
    const browser = await portal.citizen('giuseppe-fo');
    const practice = await fillIn(browser);
    const page = await browser.visit(`${practice}/compila/conferma`);
    const edit = page.html.querySelectorAll('.dati-testa a').at(-1)?.getAttribute('href') ?? '';
    expect(edit).toBe(`${practice}/compila/tipologia-ed-uso`);
    const corrected = { tipologia: 'semplice', uso: 'Corretto', azione: 'avanti' };
    expect((await browser.send(edit, corrected)).text('main')).toContain('Corretto');
    expect(browser.path).toBe(`${practice}/compila/conferma`);
  });

  it('una volta premuto il pulsante “Invia” appare un elemento che chiede conferma', async () => {
    const browser = await portal.citizen('zoe-cosi', 'tre-ville');
    const practice = await fillIn(browser, 'conferma', 'tre-ville');
    const asked = await browser.post(`${practice}/compila/conferma`, { azione: 'avanti' });
    expect(asked.status).toBe(200);
    expect(asked.text('h1')).toContain('Sei sicuro di aver compilato il modulo correttamente');
    expect(asked.text('.btn-primary')).toBe('Sì, sono sicuro');
    expect((await browser.visit('/tre-ville/pratiche?stato=bozza')).texts('tbody tr')).toHaveLength(1);
  });

  it('in caso positivo premere il pulsante “Sì, sono sicuro” per effettuare l’invio: si arriva a quel punto alla pagina di dettaglio della pratica, dove viene riportato lo stato corrente', async () => {
    const browser = await portal.citizen('lucia-d-amico', 'tre-ville');
    const practice = await fillIn(browser, 'conferma', 'tre-ville');
    const asked = await browser.post(`${practice}/compila/conferma`, { azione: 'avanti' });
    const hidden = asked.html.querySelectorAll('main input[type=hidden]');
    const form = Object.fromEntries(hidden.map((i) => [i.getAttribute('name') ?? '', i.getAttribute('value') ?? '']));
    const sent = await browser.send(asked.html.querySelector('main form')?.getAttribute('action') ?? '', form);
    expect(browser.path).toBe(`${practice}?inviata=si`);
    expect(sent.text('h1')).toBe('Certificato di nascita');
    expect(sent.text('main')).toContain('Stato della pratica');
    expect(sent.text('main section')).toContain('Inviata');
    expect(sent.text('.avviso-success')).toContain('La tua richiesta è stata inviata');
  });

  it('subito dopo l’invio c’è la ricevuta, con ufficio, responsabile e termine per la risposta', async () => {
    const browser = await portal.citizen('luca-ferrari', 'tre-ville');
    const practice = await sendCertificate(browser, 'tre-ville');
    const detail = await browser.visit(browser.path);
    const offered = detail.html.querySelector('.avviso-success a');
    expect(offered?.textContent).toBe('Apri la ricevuta');
    const page = await browser.visit(offered?.getAttribute('href') ?? '');
    expect(browser.path).toBe(`${practice}/ricevuta`);
    for (const term of ['Ufficio competente', 'Responsabile del procedimento', 'Termine per la risposta']) {
      expect(page.texts('.dati dt')).toContain(term);
      expect(detail.texts('.dati dt')).toContain(term);
    }
    expect(page.text('main')).toMatch(/Data e ora dell’invio\s?\d+º? \S+ \d{4}, ore \d\d:\d\d/u);
    expect(page.text('main')).toMatch(/Termine per la risposta\s?entro (?:il |l’)\d\d\/\d\d\/\d{4}/u);
    expect(page.text('main')).toContain('In attesa di protocollazione');
  });

  it('inviare due volte, o in due schede insieme, crea una pratica sola', async () => {
    const browser = await portal.citizen('marco-verdi', 'tre-ville');
    const practice = await fillIn(browser, 'conferma', 'tre-ville');
    const summary = `${practice}/compila/conferma`;
    const send = () => browser.post(summary, { azione: 'avanti', conferma: 'si' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status, location }) => [status, location])).toEqual(
      Array(3).fill([303, `${practice}?inviata=si`]),
    );
    expect((await send()).location).toBe(`${practice}?inviata=si`);
    const page = await browser.visit(practice);
    expect(page.texts('.iter-stato')).toEqual(['Bozza', 'Inviata']);
    expect((await browser.visit('/tre-ville/pratiche?stato=inviata')).texts('tbody tr')).toHaveLength(1);
  });

  it('dopo l’invio i passi non si aprono più: si arriva al dettaglio', async () => {
    const browser = await portal.citizen('chiara-maria-ricci', 'tre-ville');
    const practice = await sendCertificate(browser, 'tre-ville');
    for (const path of ['', '/istruzioni', '/conferma']) {
      await browser.visit(`${practice}/compila${path}`);
      expect(browser.path).toBe(practice);
    }
  });
});
