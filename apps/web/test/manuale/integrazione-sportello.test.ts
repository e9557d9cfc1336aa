import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PDF } from '../../src/testing/certificato.ts';
import { confirmAnswer } from '../../src/testing/integration.ts';
import { officeHref, operatorWithoutServices } from '../../src/testing/office.ts';
import { CONTACTS, COUNTER, LUCA, toIntegrateAtCounter } from '../../src/testing/sportello.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const CONTRACT = [{ field: 'integra-documento-1', fileName: 'contratto.pdf', content: PDF }];
const ANSWER = { uso: 'Mutuo', azione: 'avanti', dichiarazione: 'si' };
let portal: TestPortal;
let operator: TestBrowser;
let id: string;
let href: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  operator = await portal.operator();
});
afterAll(() => portal.close());
beforeEach(async () => {
  id = await toIntegrateAtCounter(portal, operator, { ...LUCA, ...CONTACTS });
  href = `${COUNTER}/${id}/integrazione`;
});

const links = (page: Page): readonly string[] =>
  page.html.querySelectorAll('main a').map((a) => a.getAttribute('href') ?? '');

describe('Integrazione allo sportello', () => {
  it('l’operatore la trova nel dettaglio della pratica e risponde con quello che il cittadino porta', async () => {
    expect(links(await operator.visit(officeHref(id)))).toContain(href);
    const page = await operator.visit(href);
    expect([page.text('h1'), page.text('form h2')]).toEqual(['Rispondi allo sportello', 'La risposta del cittadino']);
    await operator.sendFiles(href, { uso: 'Mutuo', azione: 'indietro' }, CONTRACT);
    const kept = await operator.visit(href);
    expect(kept.html.querySelector('[name=uso]')?.getAttribute('value')).toBe('Mutuo');
    const file = kept.html.querySelector('.file-attuale a')?.getAttribute('href') ?? '';
    expect((await operator.get(file)).bytes.equals(Buffer.from(PDF))).toBe(true);
  });

  it('non si invia senza dichiarare che il cittadino ha firmato; poi iter e dettaglio dicono chi ha risposto', async () => {
    await operator.visit(href);
    const undeclared = await operator.postFiles(href, { uso: 'Mutuo', azione: 'avanti' }, CONTRACT);
    expect([undeclared.status, undeclared.text('#dichiarazione-errore')]).toEqual([
      422,
      'Errore: Per proseguire devi confermare.',
    ]);
    const confirmation = await operator.send(href, ANSWER);
    expect(confirmation.text('h1')).toContain('per conto del cittadino');
    const shown = confirmation.html.querySelector('input[name=dati_visti]')?.getAttribute('value') ?? '';
    const forced = await operator.post(`${href}/invia`, { conferma: 'si', dati_visti: shown });
    expect(forced.status).toBe(422);
    const after = await operator.send(`${href}/invia`, { conferma: 'si', dati_visti: shown, dichiarazione: 'si' });
    expect([operator.path, after.text('.stato')]).toEqual([officeHref(id), 'In elaborazione']);
    expect(after.texts('.iter-stato').at(-1)).toBe('Integrazione ricevuta allo sportello');
    expect(after.text('.integrazione')).toMatch(/Risposta data allo sportello il .*Risposta inviata da\s*Paola Conti/u);
    await portal.drain();
    const registered = await operator.visit(officeHref(id));
    expect(registered.text('.integrazione')).toMatch(/Protocollo dell’integrazione\s*\d{7}\/\d{4}/u);
    const mails = await portal.browser().visit('/sviluppo/posta');
    expect(mails.text('main')).toContain('Integrazione ricevuta');
    expect(mails.text('main')).toContain('luca@cittadini.example');
    // Sent once: the page leads to the practice.
    expect((await operator.get(href)).location).toBe(officeHref(id));
  });

  it('un collega abilitato risponde quando chi l’ha aperta non c’è, nessun altro', async () => {
    const colleague = await portal.operator('amministratore');
    expect((await colleague.get(href)).status).toBe(200);
    expect((await (await operatorWithoutServices(portal)).get(href)).status).toBe(404);
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    expect((await elsewhere.get(href.replace('rovereto', 'tre-ville'))).status).toBe(404);
    const stranger = await portal.citizen('mario-rossi');
    expect((await stranger.get(href)).location).toContain('/rovereto/operatori/accesso');
  });

  it('il cittadino che entra può rispondere lui: quello che scrive non si vede allo sportello, e viceversa', async () => {
    await operator.send(href, { uso: 'Dallo sportello', azione: 'indietro' });
    const luca = await portal.citizen('luca-ferrari');
    const own = `/rovereto/pratiche/${id}`;
    const page = await luca.visit(`${own}/integrazione`);
    expect(page.html.querySelector('[name=uso]')?.getAttribute('value')).toBe('Contratto con una banca');
    const confirmation = await luca.sendFiles(`${own}/integrazione`, { uso: 'Da casa', azione: 'avanti' }, CONTRACT);
    expect((await operator.visit(href)).html.querySelector('[name=uso]')?.getAttribute('value')).toBe(
      'Dallo sportello',
    );
    const sent = await confirmAnswer(luca, own, confirmation);
    expect(sent.texts('.iter-stato').at(-1)).toBe('Integrazione ricevuta');
    expect((await operator.get(href)).location).toBe(officeHref(id));
  });
});
