import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '@stanza/services';
import { fillIn, serviceAt } from '../../src/testing/certificato.ts';
import type { Page } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const SERVICE = serviceAt('rovereto');

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const buttons = (page: Page) => page.texts('#passo button:not([aria-hidden])');

describe('6. Compila una pratica', () => {
  it('ogni servizio prevede step di compilazione generici (uguali per tutti) e specifici del servizio', () => {
    const own = new Set<string>();
    for (const { slug, steps } of catalogue) {
      const kinds = steps.map(({ kind }) => kind);
      expect([slug, kinds.slice(0, 2), kinds.at(-1)]).toEqual([slug, ['instructions', 'applicant'], 'summary']);
      // What is paid comes right before the summary, where something is.
      const specific = kinds.slice(2, kinds.at(-2) === 'payment' ? -2 : -1);
      expect([slug, specific.length > 0, new Set(specific)]).toEqual([slug, true, new Set(['form'])]);
      own.add(JSON.stringify(steps.slice(2, -1)));
    }
    expect(own.size).toBeGreaterThan(25);
  });

  it('alcuni servizi prevedono l’invio di allegati', async () => {
    const browser = await portal.citizen('teresa-zanotti');
    const practice = await fillIn(browser, 'delega');
    await browser.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    const page = await browser.visit(browser.path);
    const boxes = page.html.querySelectorAll('input[type=file]').map((box) => box.getAttribute('name'));
    expect(boxes).toEqual(['file_delega', 'file_documento']);
    expect(page.html.querySelector('#passo')?.getAttribute('enctype')).toBe('multipart/form-data');
  });

  it('la compilazione prende avvio dalla pagina di elenco dei servizi attivi: si seleziona il servizio di interesse e si arriva alla pagina di descrizione del servizio', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const list = await browser.visit('/rovereto/servizi');
    const link = list.html.querySelectorAll('.scheda h3 a').find((a) => a.textContent === 'Certificato di nascita');
    const sheet = await browser.visit(link?.getAttribute('href') ?? '');
    expect(sheet.text('h1')).toBe('Certificato di nascita');
  });

  it('a questo punto, premi il pulsante per accedere al servizio e inizia la compilazione', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const sheet = await browser.visit('/rovereto/servizi/certificato-di-nascita');
    const start = sheet.html.querySelector('a[data-element=service-online-access]');
    const page = await browser.visit(start?.getAttribute('href') ?? '');
    expect(page.text('h1')).toBe('Nuova pratica: Certificato di nascita');
    expect(page.text('.passi-ora')).toMatch(/^Passo 1 di \d – Istruzioni$/u);
  });

  it('aprire il primo passo non crea nulla: la bozza nasce quando lo si invia', async () => {
    const browser = await portal.citizen('anna-bianchi');
    await browser.visit(`${SERVICE}/compila`);
    expect((await browser.visit('/rovereto/pratiche?stato=bozza')).text('main')).toContain('Nessuna pratica');
    await fillIn(browser, 'richiedente');
    const drafts = await browser.visit('/rovereto/pratiche?stato=bozza');
    expect(drafts.texts('tbody tr')).toHaveLength(1);
  });

  it('se all’interno del sistema è già presente una bozza di compilazione per lo stesso servizio viene proposto di riprendere la compilazione della bozza', async () => {
    const browser = await portal.citizen('mario-rossi');
    const practice = await fillIn(browser, 'delega');
    const offer = await browser.visit(`${SERVICE}/compila`);
    expect(offer.text('h1')).toBe('Hai già una bozza');
    expect(offer.text('main')).toContain('Certificato di nascita');
    expect(offer.text('main')).toMatch(/Creata (?:il |l’)\d+º? \S+ \d{4}/u);
    const resume = offer.html.querySelectorAll('a').find((a) => a.textContent === 'Riprendi compilazione');
    await browser.visit(resume?.getAttribute('href') ?? '');
    expect(browser.path).toBe(`${practice}/compila/delega`);
  });

  it('in generale è possibile avere una sola bozza per volta per ogni singolo servizio', async () => {
    const browser = await portal.citizen('mario-rossi');
    const begin = () => browser.send(`${SERVICE}/compila`, { istruzioni: 'si', azione: 'avanti' });
    await Promise.all([begin(), begin(), begin()]);
    expect((await browser.visit('/rovereto/pratiche?stato=bozza')).texts('tbody tr')).toHaveLength(1);
    const other = '/rovereto/servizi/stato-di-famiglia/compila';
    await browser.visit(other);
    await browser.send(other, { istruzioni: 'si', azione: 'avanti' });
    expect((await browser.visit('/rovereto/pratiche?stato=bozza')).texts('tbody tr')).toHaveLength(2);
  });

  it('fanno eccezione i servizi come la SCIA orientati ai professionisti, per i quali può essere aperto un numero illimitato di bozze', async () => {
    const browser = await portal.citizen('marco-verdi');
    const start = '/rovereto/servizi/scia-edilizia/compila';
    for (const wanted of [1, 2, 3, 4]) {
      expect((await browser.visit(start)).text('h1')).toMatch(/^Nuova pratica: .*SCIA/u);
      await browser.send(start, { istruzioni: 'si', azione: 'avanti' });
      expect((await browser.visit('/rovereto/pratiche?stato=bozza')).texts('tbody tr')).toHaveLength(wanted);
    }
  });

  it('premere due volte il pulsante del primo passo comincia una sola bozza, anche di questi servizi', async () => {
    const browser = await portal.citizen('luca-ferrari');
    const start = '/rovereto/servizi/scia-edilizia/compila';
    const openingOn = (page: Page) => page.html.querySelector('input[name=apertura]')?.getAttribute('value') ?? '';
    const opening = openingOn(await browser.visit(start));
    const wrong = await browser.post(start, { apertura: opening, nota_privata: 'Resta', azione: 'avanti' });
    expect([wrong.status, openingOn(wrong)]).toEqual([422, opening]);
    const press = (nota_privata: string) =>
      browser.post(start, { apertura: opening, istruzioni: 'si', nota_privata, azione: 'avanti' });
    const pressed = await Promise.all([press('Una nota'), press('Una nota')]);
    expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
    const places = new Set([...pressed, await press('Altra nota')].map(({ location }) => location));
    expect([...places]).toEqual([expect.stringMatching(/\/compila\/richiedente$/u)]);
    const drafts = () => browser.visit('/rovereto/pratiche?stato=bozza');
    expect((await drafts()).texts('tbody tr')).toHaveLength(1);
    expect((await browser.visit([...places][0] ?? '')).text('#nota')).toBe('Altra nota');
    await browser.visit(start);
    await browser.send(start, { apertura: openingOn(await browser.visit(start)), istruzioni: 'si', azione: 'avanti' });
    expect((await drafts()).texts('tbody tr')).toHaveLength(2);
  });

  it('elenco degli step da eseguire per completare la compilazione della pratica, con visualizzazione dello step corrente, degli step eseguiti e degli step da eseguire', async () => {
    const browser = await portal.citizen('niccolo-dell-orto');
    const practice = await fillIn(browser, 'delega');
    const page = await browser.visit(`${practice}/compila/delega`);
    expect(page.text('h1')).toBe('Nuova pratica: Certificato di nascita');
    expect(page.text('.passi-ora')).toBe('Passo 3 di 5 – Delega');
    expect(page.texts('.passi .passi-nome')).toEqual([
      'Istruzioni',
      'Richiedente',
      'Delega',
      'Tipologia ed uso',
      'Controllo e conferma',
    ]);
    expect(page.text('[aria-current=step]')).toContain('Delega');
    expect(page.texts('.passi li a .passi-nome')).toEqual(['Istruzioni', 'Richiedente']);
  });

  it('una guida alla compilazione che specifica cosa deve fare il cittadino per compilare lo step corrente', async () => {
    for (const { slug, steps } of catalogue) {
      for (const { id, guide } of steps) {
        expect([slug, id, guide.join(' ').length > 20]).toEqual([slug, id, true]);
      }
    }
    const browser = await portal.citizen('luca-ferrari');
    const practice = await fillIn(browser, 'delega');
    const page = await browser.visit(`${practice}/compila/delega`);
    expect(page.text('#guida')).toBe('Guida alla compilazione');
    const guide = catalogue
      .find((one) => one.slug === 'certificato-di-nascita')
      ?.steps.find(({ id }) => id === 'delega');
    expect(page.text('main')).toContain(guide?.guide[0]);
  });

  it('i Comuni e gli Stati vengono suggeriti mentre se ne scrive il nome', async () => {
    const suggested = async (query: string): Promise<unknown> => {
      const response = await portal.app.server.inject(`/rovereto/luoghi?${query}`);
      return response.json();
    };
    expect(await suggested('tipo=comune&cerca=rov')).toEqual(['Rovereto (TN)']);
    expect(await suggested('tipo=stato&cerca=FRA')).toEqual(['Francia']);
    expect(await suggested('tipo=comune&cerca=r')).toEqual([]);
    expect(await suggested('cerca=qqq')).toEqual([]);
  });

  it('un passo non si apre prima che quelli precedenti siano validi', async () => {
    const browser = await portal.citizen('marco-verdi');
    const practice = await fillIn(browser, 'delega');
    await browser.visit(`${practice}/compila/conferma`);
    expect(browser.path).toBe(`${practice}/compila/delega`);
    await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    expect(browser.path).toBe(`${practice}/compila/delega?altrove=si`);
    expect((await browser.get(`${practice}/compila/inesistente`)).status).toBe(404);
  });

  it('il passo della delega si salta quando non serve, e si percorre quando serve', async () => {
    const browser = await portal.citizen('chiara-maria-ricci');
    const practice = await fillIn(browser, 'delega');
    await browser.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    expect(browser.path).toBe(`${practice}/compila/specifica-delega`);
    expect((await browser.visit(browser.path)).text('.passi-ora')).toBe('Passo 4 di 6 – Specifica delega');
    await browser.send(`${practice}/compila/delega`, { has_delega: 'no', azione: 'avanti' });
    expect(browser.path).toBe(`${practice}/compila/tipologia-ed-uso`);
  });
});

describe('6. I pulsanti', () => {
  it('nella parte bassa di ogni step di compilazione vengono presentati dei pulsanti che permettono di navigare fra gli step di compilazione', async () => {
    const browser = await portal.citizen('lucia-d-amico');
    const practice = await fillIn(browser);
    const atEachStep = { delega: 'Avanti', 'tipologia-ed-uso': 'Avanti', conferma: 'Invia' };
    for (const [step, last] of Object.entries(atEachStep)) {
      const page = await browser.visit(`${practice}/compila/${step}`);
      expect([step, buttons(page)]).toEqual([step, ['Indietro', 'Ricomincia', last]]);
    }
  });

  it('il tasto “Indietro” (non presente nel primo step) permette di tornare allo step precedente per modificare i dati inseriti', async () => {
    const browser = await portal.citizen('giuseppe-fo');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    await browser.send(`${practice}/compila/tipologia-ed-uso`, { uso: 'A metà', azione: 'indietro' });
    expect(browser.path).toBe(`${practice}/compila/delega`);
    const page = await browser.visit(`${practice}/compila/tipologia-ed-uso`);
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('A metà');
  });

  it('il tasto “Ricomincia” riporta l’utente all’inizio della compilazione della pratica; i dati sono mantenuti', async () => {
    const browser = await portal.citizen('zoe-cosi');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    await browser.send(`${practice}/compila/tipologia-ed-uso`, { uso: 'Resta', azione: 'ricomincia' });
    expect(browser.path).toBe(`${practice}/compila/istruzioni`);
    const page = await browser.visit(`${practice}/compila/tipologia-ed-uso`);
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('Resta');
  });

  it('il tasto “Avanti” invia i dati immessi, che vengono validati: in caso di dati non validi viene mostrato un messaggio di errore e la compilazione rimane allo step corrente', async () => {
    const browser = await portal.citizen('elira-hoxha');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    const page = await browser.post(`${practice}/compila/tipologia-ed-uso`, { uso: 'Solo questo', azione: 'avanti' });
    expect(page.status).toBe(422);
    expect(page.text('title')).toMatch(/^Errore: /u);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toEqual(['Tipo di certificato: compila questo campo.']);
    expect(page.html.querySelector('[aria-labelledby=riepilogo-errori] a')?.getAttribute('href')).toBe('#tipologia');
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('Solo questo');
  });
});
