import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { termsIdSchema } from '@stanza/core';
import { makeUuidV7Ids } from '@stanza/gateways';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { answerOfProvider, goToProvider, signIn } from '../../src/testing/sign-in.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

/** Publishes a new text of the terms, which everybody has to accept again. */
const publishRevision = async (ente: string, revision: number): Promise<void> => {
  const tenant = await portal.portal.tenants.bySlug(ente);
  if (tenant === null) throw new Error(`${ente} is not there`);
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  await makeEnteSetup(pool).publishTerms(tenant.id, {
    id: termsIdSchema.parse(makeUuidV7Ids().next()),
    key: 'condizioni-di-utilizzo',
    revision,
    title: 'Condizioni di utilizzo',
    mandatory: true,
    body: [`Testo della versione ${revision}`],
  });
  await pool.end();
};

const PERSONAL = ['stanza', 'pratiche', 'profilo', 'allegati'];

describe('3. Autènticati', () => {
  it('la Stanza del Cittadino espone la maggior parte delle funzionalità previa autenticazione', async () => {
    for (const area of PERSONAL) {
      const page = await portal.browser().visit(`/rovereto/${area}`);
      expect([area, page.text('h1')]).toEqual([area, 'Accedi']);
    }
    const citizen = await portal.citizen('anna-bianchi');
    for (const area of PERSONAL) {
      const page = await citizen.get(`/rovereto/${area}`);
      expect([area, page.status]).toEqual([area, 200]);
    }
  });

  it('oltre ai servizi, sono disponibili delle aree personali dove poter verificare lo stato delle proprie pratiche, i propri allegati, i propri dati personali e un insieme di avvisi e scadenze di interesse', async () => {
    const browser = await portal.citizen('anna-bianchi');
    expect((await browser.visit('/rovereto/pratiche')).texts('.schede-stato a')).toHaveLength(7);
    expect((await browser.visit('/rovereto/allegati')).text('h1')).toBe('I miei allegati');
    expect((await browser.visit('/rovereto/profilo')).text('dl')).toContain('Anna');
    const titles = (await browser.visit('/rovereto/stanza')).texts('main h2');
    expect(titles).toEqual(expect.arrayContaining(['Avvisi e notizie', 'Scadenze']));
  });

  it('le aree disponibili sono: La mia stanza, Tutti i servizi, Le mie pratiche, Il mio profilo, I miei allegati', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const page = await browser.visit('/rovereto/stanza');
    const areas = ['La mia stanza', 'Tutti i servizi', 'Le mie pratiche', 'Il mio profilo', 'I miei allegati'];
    expect(page.texts('.testata-nav a')).toEqual(areas);
    for (const [index, link] of page.html.querySelectorAll('.testata-nav a').entries()) {
      const area = await browser.get(link.getAttribute('href') ?? '');
      expect([area.status, area.text('.testata-nav [aria-current]')]).toEqual([200, areas[index]]);
    }
  });

  it('dopo l’accesso si arriva dentro il servizio per cui si era venuti', async () => {
    const browser = await portal.citizen('mario-rossi');
    await browser.send('/rovereto/esci', {});
    await signIn(browser, 'rovereto', 'mario-rossi', '/rovereto/servizi/certificato-di-nascita/compila');
    expect(browser.path).toBe('/rovereto/servizi/certificato-di-nascita/compila');
  });

  it('al primo accesso ci si arriva passando da condizioni e profilo', async () => {
    const browser = portal.browser();
    const service = '/rovereto/servizi/certificato-di-nascita/compila';
    await signIn(browser, 'rovereto', 'luca-ferrari', service);
    expect(browser.path).toBe(`/rovereto/condizioni?verso=${encodeURIComponent(service)}`);
    const terms = await browser.visit(browser.path);
    const ids = terms.html.querySelectorAll('input[name=condizione]').map((box) => box.getAttribute('value') ?? '');
    for (const condizione of ids) await browser.post('/rovereto/condizioni', { condizione, verso: service });
    await browser.visit(service);
    expect(browser.path).toBe(`/rovereto/profilo?verso=${encodeURIComponent(service)}`);
    await browser.send('/rovereto/profilo', { ...profile, verso: service });
    expect(browser.path).toBe(service);
  });

  it('una destinazione che non è del Comune non viene seguita', async () => {
    for (const verso of ['https://male.example/', '//male.example', '/tre-ville/stanza', '/rovereto/../x', '/\\male']) {
      const browser = portal.browser();
      const door = await goToProvider(browser, 'rovereto', verso);
      const { acs, form } = await answerOfProvider(browser, door, { persona: 'anna-bianchi' });
      const entered = await browser.post(acs, form);
      expect(entered.location).toBe('/rovereto/stanza');
    }
  });

  it('una richiesta di accesso vale una volta sola e solo nel suo Comune', async () => {
    const browser = portal.browser();
    const door = await goToProvider(browser, 'rovereto');
    const { form } = await answerOfProvider(browser, door, { persona: 'anna-bianchi' });
    const elsewhere = await browser.post('/tre-ville/spid/acs', form);
    expect([elsewhere.status, elsewhere.text('h1')]).toEqual([403, 'L’accesso non è riuscito']);
    expect((await browser.post('/rovereto/spid/acs', form)).location).toBe('/rovereto/stanza');
    expect((await browser.post('/rovereto/spid/acs', form)).status).toBe(403);
  });

  it('la sessione cambia nome a ogni accesso', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const before = browser.cookies.get('stanza_cittadino');
    await browser.visit('/rovereto/servizi');
    await signIn(browser, 'rovereto', 'anna-bianchi');
    const after = browser.cookies.get('stanza_cittadino');
    expect(after).not.toBe(before);
    const withOld = { url: '/rovereto/stanza', cookies: { stanza_cittadino: before ?? '' } };
    const old = await portal.app.server.inject(withOld);
    expect([old.statusCode, String(old.headers.location).split('?')[0]]).toEqual([303, '/rovereto/accedi']);
    expect((await browser.get('/rovereto/stanza')).status).toBe(200);
  });
});

const profile = {
  email: 'prova@cittadini.example',
  telefono: '0464 123456',
  'residenza.via': 'Via Roma',
  'residenza.civico': '1',
  'residenza.cap': '38068',
  'residenza.comune': 'Rovereto',
  'residenza.provincia': 'tn',
};

describe('4. Accetta le condizioni di utilizzo', () => {
  it('al primo accesso ad un servizio, dopo essersi autenticati, si arriva su una pagina che richiede obbligatoriamente di accettare le condizioni di utilizzo del sito', async () => {
    const browser = portal.browser();
    await signIn(browser, 'rovereto', 'teresa-zanotti', '/rovereto/servizi/stato-di-famiglia/compila');
    const page = await browser.visit(browser.path);
    expect(page.text('h1')).toBe('Condizioni di utilizzo');
    expect((await browser.post('/rovereto/condizioni', {})).status).toBe(422);
  });

  it('questa pagina viene mostrata al primo utilizzo di un qualsiasi servizio', async () => {
    const browser = portal.browser();
    await signIn(browser, 'rovereto', 'teresa-zanotti');
    const list = await browser.visit('/rovereto/servizi');
    const hrefs = list.html.querySelectorAll('.scheda h3 a').map((a) => a.getAttribute('href') ?? '');
    for (const href of hrefs) {
      const page = await browser.visit(`${href}/compila`);
      expect([href, page.text('h1')]).toEqual([href, 'Condizioni di utilizzo']);
    }
  });

  it('senza accettarle non si prosegue, e la pagina dice quale manca', async () => {
    const browser = portal.browser();
    await signIn(browser, 'rovereto', 'teresa-zanotti');
    const page = await browser.visit('/rovereto/stanza');
    const [first = ''] = page.html.querySelectorAll('input[name=condizione]').map((b) => b.getAttribute('value') ?? '');
    const refused = await browser.post('/rovereto/condizioni', { condizione: first });
    expect(refused.status).toBe(422);
    expect(refused.text('title')).toMatch(/^Errore: /u);
    expect(refused.texts('[aria-labelledby=riepilogo-errori] li')).toHaveLength(1);
    const ticked = refused.html.querySelectorAll('input[name=condizione][checked]');
    expect(ticked.map((box) => box.getAttribute('value'))).toEqual([first]);
    expect((await browser.visit('/rovereto/pratiche')).text('h1')).toBe('Condizioni di utilizzo');
  });

  it('basta accettare le condizioni una volta', async () => {
    const browser = await portal.citizen('teresa-zanotti');
    await browser.send('/rovereto/esci', {});
    await signIn(browser, 'rovereto', 'teresa-zanotti');
    expect(browser.path).toBe('/rovereto/stanza');
  });

  it('nella pagina di profilo è possibile consultare le condizioni di utilizzo che si sono accettate, e quando lo si è fatto', async () => {
    const browser = await portal.citizen('teresa-zanotti');
    const page = await browser.visit('/rovereto/profilo');
    expect(page.text('main')).toMatch(
      /Condizioni di utilizzo \(versione 1\)\s?Accettata (?:il |l’)\d+º? \S+ \d{4}, ore \d\d:\d\d/u,
    );
    const texts = page.html.querySelectorAll('details').map((one) => one.textContent);
    expect(texts.join(' ')).toContain('Sei responsabile di ciò che dichiari');
  });

  it('questa pagina viene mostrata quando le condizioni di utilizzo del sito sono cambiate', async () => {
    const browser = await portal.citizen('luca-ferrari', 'tre-ville');
    await publishRevision('tre-ville', 2);
    const page = await browser.visit('/tre-ville/pratiche');
    expect(page.text('h1')).toBe('Condizioni di utilizzo');
    expect(page.text('main')).toContain('Testo della versione 2');
    const [fresh = '', ...others] = page.html
      .querySelectorAll('input[name=condizione]:not([checked])')
      .map((box) => box.getAttribute('value') ?? '');
    expect(others).toEqual([]);
    await browser.send('/tre-ville/condizioni', { condizione: fresh });
    expect((await browser.visit('/tre-ville/pratiche')).text('h1')).toBe('Le mie pratiche');
  });

  it('il sistema salva data e ora dell’accettazione delle condizioni e non chiede più conferma fin quando non ce ne dovessero essere di nuove', async () => {
    const browser = await portal.citizen('luca-ferrari', 'tre-ville');
    const accepted = async () => (await browser.visit('/tre-ville/profilo')).text('main');
    const first = /\(versione 2\)\s?Accettata ((?:il |l’)\d+º? \S+ \d{4}, ore \d\d:\d\d)/u.exec(await accepted())?.[1];
    expect(first).toBeDefined();
    await signIn(browser, 'tre-ville', 'luca-ferrari');
    expect((await browser.visit('/tre-ville/pratiche')).text('h1')).toBe('Le mie pratiche');
    await publishRevision('tre-ville', 3);
    expect((await browser.visit('/tre-ville/pratiche')).text('h1')).toBe('Condizioni di utilizzo');
  });
});

describe('5. Completa i dati del tuo profilo', () => {
  it('al primo accesso dopo l’autenticazione il sito richiede di completare i dati del proprio profilo', async () => {
    const browser = portal.browser();
    await signIn(browser, 'tre-ville', 'giuseppe-fo');
    const terms = await browser.visit('/tre-ville/stanza');
    const ids = terms.html.querySelectorAll('input[name=condizione]').map((box) => box.getAttribute('value') ?? '');
    for (const condizione of ids) await browser.post('/tre-ville/condizioni', { condizione });
    for (const area of ['stanza', 'pratiche', 'allegati', 'servizi/stato-di-famiglia/compila']) {
      const page = await browser.visit(`/tre-ville/${area}`);
      expect([area, page.text('h1')]).toEqual([area, 'Il mio profilo']);
    }
  });

  it('da SPID vengono recuperati alcuni dati, per quelli mancanti serve un inserimento manuale', async () => {
    const browser = await portal.citizen('niccolo-dell-orto');
    await browser.send('/rovereto/profilo', { ...profile, nome: 'Altro', cognome: 'Nome' });
    const page = await browser.visit('/rovereto/profilo');
    expect(page.text('dl')).toContain('Niccolò');
    expect(page.html.querySelector('input[name=nome]')).toBeNull();
    const missing = await browser.post('/rovereto/profilo', { ...profile, 'residenza.via': '' });
    expect(missing.status).toBe(422);
    expect(missing.texts('[aria-labelledby=riepilogo-errori] a')).toHaveLength(1);
  });

  it('compila i campi richiesti e, infine, clicca su “Salva informazioni profilo”', async () => {
    const browser = await portal.citizen('lucia-d-amico');
    const form = await browser.visit('/rovereto/profilo');
    expect(form.texts('main form button')).toContain('Salva informazioni profilo');
    const page = await browser.send('/rovereto/profilo', { ...profile, 'residenza.via': 'Via <b>Nuova</b>' });
    expect(page.text('main')).toContain('Le informazioni del profilo sono state salvate.');
    expect(page.html.querySelector('#residenza-via')?.getAttribute('value')).toBe('Via <b>Nuova</b>');
    expect(page.html.querySelector('#residenza-provincia')?.getAttribute('value')).toBe('TN');
  });

  it('per accedere ai dati del tuo profilo e modificarli anche in un momento successivo, clicca sul pulsante “Il mio profilo”', async () => {
    const browser = await portal.citizen('lucia-d-amico');
    const page = await browser.visit('/rovereto/servizi');
    const link = page.html.querySelectorAll('header a').find((a) => a.textContent.trim() === 'Il mio profilo');
    await browser.visit(link?.getAttribute('href') ?? '');
    await browser.send(browser.path, { ...profile, telefono: '0464 999999' });
    const again = await browser.visit('/rovereto/profilo');
    expect(again.html.querySelector('#telefono')?.getAttribute('value')).toBe('0464 999999');
  });

  it('un dato sbagliato è segnalato al suo campo e nulla di ciò che si è scritto va perso', async () => {
    const browser = await portal.citizen('zoe-cosi');
    const wrong = { ...profile, email: 'non-una-email', 'residenza.cap': '1', 'residenza.via': 'Via che resta' };
    const page = await browser.post('/rovereto/profilo', wrong);
    expect(page.status).toBe(422);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toHaveLength(2);
    expect(page.html.querySelector('#email')?.getAttribute('aria-invalid')).toBe('true');
    expect(page.html.querySelector('#email')?.getAttribute('value')).toBe('non-una-email');
    expect(page.html.querySelector('#residenza-via')?.getAttribute('value')).toBe('Via che resta');
  });

  it('il domicilio si chiede solo se è diverso dalla residenza', async () => {
    const browser = await portal.citizen('marco-verdi');
    const missing = await browser.post('/rovereto/profilo', { ...profile, domicilio_diverso: 'si' });
    expect(missing.status).toBe(422);
    expect(missing.texts('[aria-labelledby=riepilogo-errori] a')).toHaveLength(5);
  });

  it('caratteri che non si possono conservare vengono tolti, senza errori', async () => {
    const browser = await portal.citizen('marco-verdi');
    const page = await browser.send('/rovereto/profilo', { ...profile, 'residenza.via': 'Via\u0000 \u202eRoma' });
    expect(page.html.querySelector('#residenza-via')?.getAttribute('value')).toBe('Via Roma');
  });
});
