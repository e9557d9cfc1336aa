import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { examplesOf } from '@stanza/services/testing';
import type { BrowserContext, Page } from 'playwright-core';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { fillIn } from '../../src/testing/certificato.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { walkService } from '../../src/testing/walk-service.ts';
import { installAxe, violations } from './axe.ts';

const SAVED = 'Le modifiche sono salvate nella bozza.';

describeBrowser('the fields of a practice', (browser) => {
  let portal: TestPortal;
  let origin: string;
  let context: BrowserContext;
  beforeAll(async () => {
    portal = await makeTestPortal();
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => portal.close());
  afterEach(() => context.close());

  /** A page of the browser in which a citizen is signed in already. */
  const openAs = async (citizen: TestBrowser, path: string, javaScriptEnabled: boolean): Promise<Page> => {
    context = await browser().newContext({ viewport: { width: 412, height: 823 }, javaScriptEnabled, locale: 'it-IT' });
    await installAxe(context);
    context.setDefaultTimeout(10_000);
    await context.addCookies([...citizen.cookies].map(([name, value]) => ({ name, value, url: origin })));
    const page = await context.newPage();
    await page.goto(origin + path);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  /** The step of "Cambio di residenza" that asks who moves along. */
  const family = async (key: string): Promise<{ citizen: TestBrowser; path: string }> => {
    const citizen = await portal.citizen(key);
    await citizen.visit('/rovereto/servizi/cambio-di-residenza/compila');
    await citizen.send('/rovereto/servizi/cambio-di-residenza/compila', { istruzioni: 'si', azione: 'avanti' });
    const here = () => citizen.path.split(/[?#]/u, 1)[0] ?? '';
    await citizen.send(here(), { richiedente: 'si', azione: 'avanti' });
    await citizen.send(here(), { provenienza: 'altro_comune', azione: 'avanti' });
    await citizen.send(here(), { comune_provenienza: 'Rovereto', azione: 'avanti' });
    const home = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
    const address = Object.fromEntries(Object.entries(home).map(([part, value]) => [`abitazione.${part}`, value]));
    await citizen.send(here(), { ...address, azione: 'avanti' });
    return { citizen, path: here() };
  };

  describe.each([
    ['with JavaScript', true, 'anna-bianchi'],
    ['without JavaScript', false, 'mario-rossi'],
  ])('%s', (_name, javaScriptEnabled, key) => {
    it('rows are added and taken away with their buttons, and what is typed in the others stays', async () => {
      const { citizen, path } = await family(key);
      const page = await openAs(citizen, path, javaScriptEnabled);
      await press(page, 'Aggiungi componente');
      await page.fill('#nucleo-0-nome', 'Maria');
      await press(page, 'Aggiungi componente');
      await page.fill('#nucleo-1-nome', 'Piero');
      await page.fill('#nucleo-1-codice_fiscale', 'sbagliato');
      await press(page, 'Togli Componente 1');
      expect(await page.locator('.campo-righe .campo-gruppo').count()).toBe(1);
      expect(await page.inputValue('#nucleo-0-nome')).toBe('Piero');
      expect(await page.inputValue('#nucleo-0-codice_fiscale')).toBe('SBAGLIATO');
      await press(page, 'Avanti');
      const summary = page.locator('.avviso-error a');
      expect((await summary.allTextContents()).join('\n')).toContain('Componente 1, Codice fiscale:');
      if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    });
  });

  it('what is typed is saved while one types, invalid values included, and is there again', async () => {
    const citizen = await portal.citizen('lucia-d-amico');
    const practice = await fillIn(citizen, 'tipologia-ed-uso');
    const page = await openAs(citizen, `${practice}/compila/tipologia-ed-uso`, true);
    await page.fill('#uso', 'Contratto con');
    await page.getByText(SAVED).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.reload();
    expect(await page.inputValue('#uso')).toBe('Contratto con');
  });

  it('fields that depend on an answer appear at once, and keep the focus where it is', async () => {
    const citizen = await portal.citizen('luca-ferrari');
    const practice = await fillIn(citizen, 'delega');
    await citizen.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    const page = await openAs(citizen, `${practice}/compila/specifica-delega`, true);
    expect(await page.locator('#delega_tipo_testo').count()).toBe(0);
    await page.getByLabel('Altro', { exact: true }).check();
    await page.locator('#delega_tipo_testo').waitFor();
    expect(await page.evaluate('document.activeElement.value')).toBe('altro');
    expect(await violations(page)).toEqual([]);
  });

  it('an address follows its country once one has left that box, and the country is suggested', async () => {
    const citizen = await portal.citizen('zoe-cosi');
    const { answers = {} } = examplesOf('autolettura-acqua')[0] ?? {};
    const practice = await walkService(portal, citizen, 'autolettura-acqua', answers, 'intestatario');
    const page = await openAs(citizen, `${practice}/compila/intestatario`, true);
    const labels = () => page.locator('#indirizzo label').allTextContents();
    expect((await labels()).join()).toContain('Provincia');
    await page.locator('#indirizzo-stato').pressSequentially('Franc');
    await page.locator('#indirizzo-stato-luoghi option').waitFor({ state: 'attached' });
    expect(await page.locator('#indirizzo-provincia').count()).toBe(1);
    await page.locator('#indirizzo-stato').pressSequentially('ia');
    await page.keyboard.press('Tab');
    await page.locator('#indirizzo-provincia').waitFor({ state: 'detached' });
    expect((await labels()).join()).toContain('Codice postale');
    expect(await page.evaluate('document.activeElement.id')).toBe('indirizzo-via');
    expect(await violations(page)).toEqual([]);
  });
});
