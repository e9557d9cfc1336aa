import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, here, serviceAt } from '../../src/testing/certificato.ts';
import { formOf } from '../../src/testing/form-of.ts';
import { confirmAnswer, requestIntegration } from '../../src/testing/integration.ts';
import { registeredPractice, takeCharge } from '../../src/testing/office.ts';
import { answerOfProvider, goToProvider, pathOfUrl } from '../../src/testing/sign-in.ts';
import { LUCA_KNOWN, openAtCounter, sendAtCounter } from '../../src/testing/sportello.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, PROFILE, type TestPortal } from '../../src/testing/test-portal.ts';

const COMPILE = `${serviceAt('rovereto')}/compila`;
const SETTINGS = '/rovereto/operatori/servizi/certificato-di-nascita';

let portal: TestPortal;
let administrator: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal();
  administrator = await portal.operator('amministratore');
});
afterAll(() => portal.close());

/** The ente chooses it for the "Certificato di nascita". */
const ask = async (livello: string): Promise<void> => {
  const fields = formOf(await administrator.visit(SETTINGS), 'impostazioni');
  await administrator.send(SETTINGS, { ...fields, livello });
};
afterEach(() => ask('2'));

const signInHref = (destination: string, livello = '3'): string =>
  `/rovereto/accedi?${new URLSearchParams({ livello, verso: destination })}`;

/** Signs in again. @param livello with which the provider answers @returns what the portal answers to that */
const signInAt = async (
  browser: TestBrowser,
  verso: string,
  livello: string,
  persona = 'anna-bianchi',
): Promise<Page> => {
  const door = await goToProvider(browser, 'rovereto', verso, '3');
  const { acs, form } = await answerOfProvider(browser, door, { persona, livello });
  return browser.post(acs, form);
};

describe('un servizio che chiede un accesso di livello 3', () => {
  it('manda ad accedere chi è entrato con il livello 2, e dopo lo porta a compilare', async () => {
    const browser = await portal.citizen('anna-bianchi');
    await ask('3');
    expect((await browser.get(COMPILE)).location).toBe(signInHref(COMPILE));
    const door = await browser.visit(COMPILE);
    expect(door.text('h1')).toBe('Accedi di nuovo');
    expect(door.text('main')).toContain('Sei già dentro, ma la pagina che vuoi aprire chiede un accesso più sicuro');
    expect(door.text('main')).toContain('Il servizio chiede un accesso di livello 3');
    expect((await signInAt(browser, COMPILE, '3')).location).toBe(COMPILE);
    expect((await browser.visit(COMPILE)).text('h1')).toContain('Certificato di nascita');
  });

  it('lo dice nella sua scheda, da cui chi non è entrato accede subito così', async () => {
    await ask('3');
    const browser = await portal.citizen('anna-bianchi');
    await browser.send('/rovereto/esci', {});
    const sheet = await browser.visit(serviceAt('rovereto'));
    expect(sheet.text('#accedi')).toContain('Per questo servizio serve un accesso di livello 3');
    // With what depends on the Comune: the sign-in page says it.
    expect(sheet.text('#accedi')).not.toMatch(/SPID|CIE|carta/u);
    const starts = sheet.html.querySelectorAll('main a.btn-primary').map((link) => link.getAttribute('href'));
    expect(starts.map((href) => href?.replaceAll('&amp;', '&'))).toEqual([signInHref(COMPILE), signInHref(COMPILE)]);
    expect((await signInAt(browser, COMPILE, '3')).location).toBe(COMPILE);
    expect((await browser.get(COMPILE)).status).toBe(200);
    // Who is in at that level goes straight on.
    expect((await browser.get(signInHref(COMPILE))).location).toBe(COMPILE);
    await ask('2');
    expect((await browser.visit(serviceAt('rovereto'))).text('#accedi')).not.toContain('livello');
  });

  it('non si apre con un altro accesso di livello 2: la pagina dice perché', async () => {
    const browser = await portal.citizen('anna-bianchi');
    await ask('3');
    const refused = await signInAt(browser, COMPILE, '2');
    expect([refused.status, refused.text('h1')]).toEqual([403, 'L’accesso non è abbastanza sicuro']);
    expect((await browser.get(COMPILE)).location).toBe(signInHref(COMPILE));
  });

  it('salva quello che si scrive mentre il Comune lo cambia, e dopo l’accesso si continua da lì', async () => {
    const browser = await portal.citizen('mario-rossi');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    const step = here(browser);
    await ask('3');
    for (const page of [`${practice}/compila`, step]) {
      expect((await browser.get(page)).location).toBe(signInHref(page));
    }
    // Also what is not valid is kept.
    for (const tipologia of ['semplice', '']) {
      const saved = await browser.post(step, { tipologia, uso: 'Borsa di studio', azione: 'avanti' });
      expect([saved.status, saved.location]).toEqual([303, signInHref(step)]);
    }
    expect((await browser.post(step, { uso: 'Borsa', azione: 'salva' })).status).toBe(204);
    expect((await signInAt(browser, step, '3', 'mario-rossi')).location).toBe(step);
    expect((await browser.visit(step)).html.querySelector('#uso')?.getAttribute('value')).toBe('Borsa');
  });

  it('non riceve pratiche da chi è entrato con il livello 2, nemmeno se aveva già il riepilogo davanti', async () => {
    const browser = await portal.citizen('zoe-cosi');
    const practice = await fillIn(browser);
    const summary = here(browser);
    const form = formOf(await browser.visit(summary), 'passo');
    await ask('3');
    for (const conferma of ['', 'si']) {
      const answer = await browser.post(summary, { ...form, azione: 'avanti', conferma });
      expect([answer.status, answer.location]).toEqual([303, signInHref(summary)]);
    }
    await signInAt(browser, summary, '3', 'zoe-cosi');
    await browser.visit(summary);
    const sent = await browser.post(summary, { azione: 'avanti', conferma: 'si' });
    expect(sent.location).toBe(`${practice}?inviata=si`);
  });

  it('non comincia una bozza per chi è entrato con il livello 2, e gli restituisce quello che aveva scritto', async () => {
    const browser = await portal.citizen('luca-ferrari');
    await browser.visit(COMPILE);
    await ask('3');
    const start = { istruzioni: 'si', azione: 'avanti' };
    for (const token of [{}, { _csrf: 'old' }]) {
      const refused = await browser.post(COMPILE, { ...start, nota_privata: 'Da non perdere', ...token });
      expect([refused.status, refused.text('h1')]).toEqual([403, 'L’accesso non è abbastanza sicuro']);
      expect(refused.text('main')).toContain('Da non perdere');
      const again = refused.html.querySelector('main a.btn-primary');
      expect(again?.getAttribute('href')?.replaceAll('&amp;', '&')).toBe(signInHref(COMPILE));
    }
    expect((await browser.post(COMPILE, start)).location).toBe(signInHref(COMPILE));
    expect((await browser.visit('/rovereto/pratiche?stato=bozza')).text('main')).not.toContain(
      'Certificato di nascita',
    );
  });

  it('non mostra nulla della bozza nemmeno a una pagina scaduta, e restituisce quello che vi era scritto', async () => {
    const browser = await portal.citizen('marco-verdi');
    await fillIn(browser, 'tipologia-ed-uso');
    const step = here(browser);
    await ask('3');
    const late = await browser.post(step, { uso: 'Scuola', azione: 'avanti', _csrf: 'old' });
    expect([late.status, late.text('h1')]).toEqual([403, 'L’accesso non è abbastanza sicuro']);
    expect(late.text('main')).toContain('Scuola');
  });

  it('manda ad accedere di nuovo anche chi risponde a una richiesta di integrazione, e non perde la risposta', async () => {
    const [browser, operator] = [await portal.citizen('giuseppe-fo'), await portal.operator()];
    const id = await registeredPractice(portal, browser);
    const integration = `/rovereto/pratiche/${id}/integrazione`;
    await takeCharge(operator, id);
    await requestIntegration(operator, id, { documenti: '' });
    await browser.visit(integration);
    await ask('3');
    expect((await browser.post(integration, { uso: 'Mut', azione: 'salva' })).status).toBe(204);
    const answer = await browser.post(integration, { uso: 'Mutuo', azione: 'avanti' });
    expect([answer.status, answer.location]).toEqual([303, signInHref(integration)]);
    const sending = `${integration}/invia`;
    expect((await browser.post(sending, { dati_visti: '' })).location).toBe(signInHref(sending));
    const expired = await browser.post(integration, { uso: 'Affitto', azione: 'avanti', _csrf: 'old' });
    expect([expired.status, expired.text('main').includes('Affitto')]).toEqual([403, true]);
    expect((await browser.get(integration)).location).toBe(signInHref(integration));
    await signInAt(browser, integration, '3', 'giuseppe-fo');
    const form = await browser.visit(integration);
    expect(form.html.querySelector('#uso')?.getAttribute('value')).toBe('Mutuo');
    const confirmation = await browser.post(integration, { uso: 'Mutuo', azione: 'avanti' });
    const sent = await confirmAnswer(browser, `/rovereto/pratiche/${id}`, confirmation);
    expect(sent.text('.stato')).not.toBe('Da integrare');
  });

  it('si compila allo sportello come gli altri: gli operatori entrano in un altro modo', async () => {
    await portal.citizen('luca-ferrari');
    const operator = await portal.operator();
    await ask('3');
    const practice = await openAtCounter(operator, LUCA_KNOWN, 'conferma');
    await sendAtCounter(operator, practice);
    expect(here(operator)).toBe(`${practice}/inviata`);
  });
});

describe('un servizio che chiede un accesso di livello 1 o 2', () => {
  it.each(['1', '2'])('si compila con il livello 2: chiede il %s', async (livello) => {
    const browser = await portal.citizen('anna-bianchi', 'rovereto');
    await ask(livello);
    expect((await browser.get(COMPILE)).status).toBe(200);
  });

  it('si compila con il livello 1 soltanto se basta', async () => {
    const browser = await portal.citizen('anna-bianchi');
    /** @returns the status of what the portal answers to a sign-in with a password alone */
    const enterWithPassword = async (verso: string): Promise<number> => {
      const query = new URLSearchParams({
        idp: 'http://localhost/gestore-di-prova/rovereto/spid',
        livello: '1',
        verso,
      });
      const door = await browser.get(`/rovereto/spid/login?${query}`);
      const provider = await browser.get(pathOfUrl(door.location ?? ''));
      const { acs, form } = await answerOfProvider(browser, provider, { persona: 'anna-bianchi', livello: '1' });
      return (await browser.post(acs, form)).status;
    };
    expect(await enterWithPassword(COMPILE)).toBe(403);
    await ask('1');
    expect(await enterWithPassword('/rovereto/stanza')).toBe(403);
    expect(await enterWithPassword(COMPILE)).toBe(303);
    await ask('2');
    expect((await browser.get(COMPILE)).location).toBe(signInHref(COMPILE, '2'));
    // Where the messages about all their practices go is not changed by it.
    expect((await browser.get('/rovereto/profilo')).location).toBe(signInHref('/rovereto/profilo', '2'));
    // From a form one comes back to the page that it is on.
    const pratica = '/rovereto/pratiche/018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6a';
    expect((await browser.post(`${pratica}/nota`, {})).location).toBe(signInHref(pratica, '2'));
    await ask('1');
    await browser.visit(COMPILE);
    const changed = await browser.post('/rovereto/profilo', { ...PROFILE, email: 'altro@cittadini.example' });
    expect([changed.status, changed.text('main')]).toEqual([403, expect.stringContaining('altro@cittadini.example')]);
  });
});
