import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '../../src/testing/sign-in.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const PERSONAL = ['stanza', 'pratiche', 'profilo', 'allegati'];

describe('3. Autènticati', () => {
  it('le aree personali chiedono l’autenticazione e poi si aprono', async () => {
    for (const area of PERSONAL) {
      const page = await portal.browser().visit(`/rovereto/${area}`);
      expect([area, page.text('h1')]).toEqual([area, 'Accedi']);
    }
  });

  it('chi è entrato trova le cinque aree in alto', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const page = await browser.visit('/rovereto/stanza');
    expect(page.texts('.testata-nav a')).toEqual([
      'La mia stanza',
      'Tutti i servizi',
      'Le mie pratiche',
      'Il mio profilo',
      'I miei allegati',
    ]);
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
      await browser.visit('/rovereto/accedi');
      const choice = await browser.send('/rovereto/accedi', { verso });
      const richiesta = choice.html.querySelector('input[name=richiesta]')?.getAttribute('value') ?? '';
      const entered = await browser.post('/rovereto/accedi/prova', { richiesta, persona: 'anna-bianchi' });
      expect(entered.location).toBe('/rovereto/stanza');
    }
  });

  it('una richiesta di accesso vale una volta sola e solo nel suo Comune', async () => {
    const browser = portal.browser();
    await browser.visit('/rovereto/accedi');
    const choice = await browser.send('/rovereto/accedi', { verso: '' });
    const richiesta = choice.html.querySelector('input[name=richiesta]')?.getAttribute('value') ?? '';
    const form = { richiesta, persona: 'anna-bianchi' };
    await browser.visit('/tre-ville/accedi');
    expect((await browser.post('/tre-ville/accedi/prova', form)).location).toBe('/tre-ville/accedi');
    await browser.visit('/rovereto/accedi');
    expect((await browser.post('/rovereto/accedi/prova', form)).location).toBe('/rovereto/stanza');
    await browser.visit('/rovereto/servizi');
    expect((await browser.post('/rovereto/accedi/prova', form)).location).toBe('/rovereto/accedi');
  });

  it('la sessione cambia nome a ogni accesso', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const before = browser.cookies.get('stanza_cittadino');
    await browser.visit('/rovereto/servizi');
    await signIn(browser, 'rovereto', 'anna-bianchi');
    const after = browser.cookies.get('stanza_cittadino');
    expect(after).not.toBe(before);
    const thief = portal.browser();
    const stolen = await thief.get('/rovereto/stanza');
    expect(stolen.status).toBe(303);
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
  it('al primo accesso si arriva su una pagina che chiede di accettare le condizioni', async () => {
    const browser = portal.browser();
    await signIn(browser, 'rovereto', 'teresa-zanotti');
    const page = await browser.visit('/rovereto/stanza');
    expect(page.text('h1')).toBe('Condizioni di utilizzo');
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

  it('basta accettarle una volta; il profilo dice quali e quando', async () => {
    const browser = await portal.citizen('teresa-zanotti');
    await browser.send('/rovereto/esci', {});
    await signIn(browser, 'rovereto', 'teresa-zanotti');
    expect(browser.path).toBe('/rovereto/stanza');
    const page = await browser.visit('/rovereto/profilo');
    expect(page.text('main')).toMatch(
      /Condizioni di utilizzo \(versione 1\)\s?Accettata il \d+ \S+ \d{4}, ore \d\d:\d\d/u,
    );
  });
});

describe('5. Completa i dati del tuo profilo', () => {
  it('i dati della persona arrivano dall’accesso e non si possono cambiare', async () => {
    const browser = await portal.citizen('niccolo-dell-orto');
    await browser.send('/rovereto/profilo', { ...profile, nome: 'Altro', cognome: 'Nome' });
    const page = await browser.visit('/rovereto/profilo');
    expect(page.text('dl')).toContain('Niccolò');
    expect(page.html.querySelector('input[name=nome]')).toBeNull();
  });

  it('“Salva informazioni profilo” salva, e dice che ha salvato', async () => {
    const browser = await portal.citizen('lucia-d-amico');
    const page = await browser.send('/rovereto/profilo', { ...profile, 'residenza.via': 'Via <b>Nuova</b>' });
    expect(page.text('main')).toContain('Le informazioni del profilo sono state salvate.');
    expect(page.html.querySelector('#residenza-via')?.getAttribute('value')).toBe('Via <b>Nuova</b>');
    expect(page.html.querySelector('#residenza-provincia')?.getAttribute('value')).toBe('TN');
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

describe('11. Esci dalla sessione autenticata', () => {
  it('il logout chiude davvero la sessione e riporta alla pagina principale', async () => {
    const browser = await portal.citizen('elira-hoxha');
    const session = browser.cookies.get('stanza_cittadino') ?? '';
    await browser.visit('/rovereto/stanza');
    const page = await browser.send('/rovereto/esci', {});
    expect(browser.path).toBe('/rovereto/servizi');
    expect(page.text('header')).toContain('Accedi');
    const again = await portal.app.server.inject({
      url: '/rovereto/stanza',
      cookies: { stanza_cittadino: session },
    });
    expect(again.statusCode).toBe(303);
    expect(again.headers.location).toContain('/rovereto/accedi');
  });
});
