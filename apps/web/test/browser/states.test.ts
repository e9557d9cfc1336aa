import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_ATTACHMENT_BYTES } from '@stanza/core';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { fillIn, PDF } from '../../src/testing/certificato.ts';
import { decide, officeHref, takeCharge } from '../../src/testing/office.ts';
import { COUNTER } from '../../src/testing/sportello.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { type Stage, setStage } from './stage.ts';
import { ONCE } from './states/once.ts';
import { AUDIENCES } from './states.ts';
import { BOTH_SIZES, openTab, type Tab } from './tab.ts';

const largeFile = join(tmpdir(), `stanza-${randomUUID()}.pdf`);

describeBrowser('the pages, wide and narrow, are accessible and fit', (browser) => {
  let portal: TestPortal;
  let origin: string;
  let stage: Stage;
  let tab: Tab;
  beforeAll(async () => {
    portal = await makeTestPortal();
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
    stage = await setStage(portal);
    tab = await openTab(browser(), BOTH_SIZES);
  }, 90_000);
  afterAll(async () => {
    await rm(largeFile, { force: true });
    await tab.close();
    await portal.close();
  });

  const shown = () => tab.page.textContent('main');
  const open = async (somebody: TestBrowser, href: string) => {
    await tab.become(somebody, origin);
    await tab.page.goto(origin + href);
  };

  // Every step of the longest services is for the audit, which has the time: here only what somebody does in one of them.
  const shortly = AUDIENCES.map((audience) =>
    audience.who === 'a professional'
      ? { ...audience, pages: audience.pages.filter(({ act }) => act !== undefined) }
      : audience,
  );
  const judged = new Set<string>();
  describe.each(shortly)('when $who sees', ({ somebody, pages }) => {
    beforeAll(async () => tab.become(await somebody(portal, stage), origin));

    it.each(pages)('$state', async ({ page, href, title, shown: text, act }) => {
      await tab.page.goto(origin + href(stage));
      await act?.(tab.page);
      await tab.check(title, judged.has(page));
      judged.add(page);
      expect(await shown()).toContain(text);
    });
  });

  describe('when a citizen is refused', () => {
    it('a step whose page had expired, with what was typed still in it', async () => {
      await open(stage.sender, `${stage.draft}/compila/tipologia-ed-uso`);
      await tab.page.fill('#uso', 'Non perdermi');
      await tab.forgetToken();
      await tab.press('Avanti');
      await tab.check('Nuova pratica: Certificato di nascita');
      expect(await shown()).toContain('La pagina era scaduta e non abbiamo salvato.');
      expect(await tab.page.inputValue('#uso')).toBe('Non perdermi');
    });

    it('more text than a form may hold', async () => {
      await open(stage.sender, `${stage.draft}/compila/tipologia-ed-uso`);
      // More than a page lets one type, and hidden: a browser takes long to draw it.
      await tab.page.evaluate(`document.querySelector('#passo').append(Object.assign(document.createElement('input'),
        { type: 'hidden', name: 'altro', value: 'x'.repeat(4 * 1024 * 1024) }))`);
      await tab.press('Avanti');
      await tab.check('Contenuto troppo grande');
    });

    it('a file that is too large', async () => {
      const draft = await fillIn(stage.beneficiary, 'delega');
      await stage.beneficiary.send(`${draft}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
      await open(stage.beneficiary, `${draft}/compila/specifica-delega`);
      await writeFile(largeFile, Buffer.concat([PDF, Buffer.alloc(MAX_ATTACHMENT_BYTES)]));
      await tab.page.setInputFiles('#file_delega', largeFile);
      await tab.press('Avanti');
      await tab.check('Nuova pratica: Certificato di nascita');
      expect(await shown()).toContain('il file è troppo grande: può essere al massimo di 10 MB.');
    });

    it('a practice for a suspended service', async () => {
      const citizen = await portal.citizen('elira-hoxha', 'tre-ville');
      await open(citizen, '/tre-ville/servizi/attestazione-anagrafica/compila');
      await tab.check('Servizio sospeso');
    });
  });

  describe('when an operator opens a practice for a citizen', () => {
    it('whom the Comune does not know, and whose data are not those of the codice fiscale', async () => {
      await open(stage.operator, COUNTER);
      await tab.page.selectOption('#servizio', 'certificato-di-nascita');
      await tab.page.fill('#codice_fiscale', 'RCCCRM96B69D612L');
      await tab.press('Prosegui');
      await tab.check('Dati del cittadino');
      await tab.press('Apri la pratica');
      await tab.check('Dati del cittadino');
      expect(await shown()).toContain('Cognome: compila questo campo.');
    });
  });

  describe('when an operator is refused', () => {
    const chargeHref = () => `${officeHref(stage.registered)}/presa-in-carico`;

    it('a form that had expired', async () => {
      await open(stage.operator, chargeHref());
      await tab.forgetToken();
      await tab.press('Sì, sono sicuro');
      await tab.check('La pagina è scaduta');
    });

    it('a practice that somebody else has just taken', async () => {
      await open(stage.operator, chargeHref());
      await takeCharge(await portal.operator('amministratore'), stage.registered);
      await tab.press('Sì, sono sicuro');
      await tab.check('Un altro operatore ha aggiornato la pratica');
      await tab.page.goto(`${origin}${officeHref(stage.registered)}/elabora`);
      await tab.check('La pratica è in carico a un altro operatore');
    });

    it('a decision on a practice that has changed meanwhile', async () => {
      await open(stage.operator, `${officeHref(stage.toDecide)}/elabora`);
      await decide(stage.operator, stage.toDecide, { esito: 'rifiutata', motivazione: 'Manca la delega.' });
      await tab.page.getByLabel('Accetta la richiesta').check();
      await tab.press('Conferma e prepara la risposta');
      await tab.check('Elabora la pratica');
      expect(await shown()).toContain('Un altro operatore ha aggiornato la pratica.');
    });

    it('an answer without its file', async () => {
      await open(stage.operator, `${officeHref(stage.toSign)}/elabora`);
      await tab.press('Invia la risposta');
      await tab.check('Elabora la pratica');
      expect(await shown()).toContain('Scegli il file della risposta firmata.');
    });

    it('one password too many', async () => {
      const [page, guess] = ['/rovereto/operatori/accesso', { email: 'chi@comune.example', password: 'forse' }];
      const stranger = portal.browser();
      await stranger.visit(page);
      for (let tries = 0; tries < 10; tries += 1) await stranger.send(page, guess);
      await open(stranger, page);
      await tab.page.getByLabel('E-mail di lavoro').fill(guess.email);
      await tab.page.getByLabel('Password').fill(guess.password);
      await tab.press('Entra');
      await tab.check('Area operatori');
      expect(await shown()).toMatch(/troppi tentativi/iu);
    });
  });

  it.each(ONCE)('when somebody $journey', async ({ somebody, make }) => {
    await tab.become(somebody(stage), origin);
    await make(tab, origin, portal);
  });

  it('and the browser complains of nothing but the errors that were looked for', () => {
    expect(tab.complaints([403, 404, 405, 409, 410, 413, 422, 429])).toEqual([]);
  });
});
