import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { makeP7m } from '@stanza/gateways/testing';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { registeredPractice } from '../../src/testing/office.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { DEVICES, openTab, type Tab } from './tab.ts';

/** In at the second try: what was typed stays, the mistake is said first, and the focus is on it. */
const signIn = async ({ page, check, press }: Tab, email: string, password: string): Promise<void> => {
  await check('Area operatori');
  await page.getByLabel('E-mail di lavoro').fill(email);
  await page.getByLabel('Password').fill('sbagliata');
  await press('Entra');
  await check('Area operatori');
  expect(await page.title()).toMatch(/^Errore: /u);
  expect(await page.evaluate('document.activeElement.textContent')).toContain('E-mail o password non corrette');
  expect(await page.getByLabel('E-mail di lavoro').inputValue()).toBe(email);
  await page.getByLabel('Password').fill(password);
  await press('Entra');
};

/** The four lists, then the practice that nobody has yet, from the second one. */
const takeInCharge = async ({ page, check, press, follow }: Tab): Promise<void> => {
  await check('Pannello di controllo');
  for (const list of ['Da gestire', 'Concluse', 'Tutte le pratiche', 'Da assegnare']) {
    await follow(new RegExp(`^${list} \\d+$`, 'u'));
    await check('Pannello di controllo');
    expect(await page.locator('.schede-stato [aria-current=page]').textContent()).toContain(list);
  }
  await follow(/^Prendi in carico Certificato di nascita/u);
  await check(/^Vuoi prendere in carico la pratica .+ \(Certificato di nascita\)\?$/u);
  await press('Sì, sono sicuro');
  await check('Certificato di nascita');
  expect(await page.locator('.iter-ora').textContent()).toContain('Presa in carico');
};

/** A rejection without its reason is refused; the acceptance is kept, and its answer is being made. */
const decide = async ({ page, check, press, follow }: Tab): Promise<void> => {
  await follow('Elabora');
  await check('Elabora la pratica');
  await page.getByLabel('Rifiuta la richiesta').check();
  await press('Conferma e prepara la risposta');
  await check('Elabora la pratica');
  expect(await page.title()).toMatch(/^Errore: /u);
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Scrivi la motivazione');
  expect(await page.getByLabel('Rifiuta la richiesta').isChecked()).toBe(true);
  await page.getByLabel('Accetta la richiesta').check();
  await press('Conferma e prepara la risposta');
  await check('Elabora la pratica');
  expect(await page.textContent('main')).toContain('Stiamo preparando il documento di risposta.');
};

const download = async ({ page }: Tab, link: string): Promise<Buffer> => {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  return readFile(await (await started).path());
};

/** @returns the answer, and the file that the operator signed it in */
const sign = async (tab: Tab): Promise<{ readonly answer: Buffer; readonly signed: Buffer }> => {
  await tab.check('Elabora la pratica');
  const answer = await download(tab, 'Scarica la risposta');
  expect(answer.subarray(0, 5).toString()).toBe('%PDF-');
  const signed = Buffer.from(await makeP7m({ content: answer }));
  const file = { name: 'risposta.pdf.p7m', mimeType: 'application/pkcs7-mime', buffer: signed };
  await tab.page.getByLabel(/^Risposta firmata/u).setInputFiles(file);
  await tab.press('Invia la risposta');
  await tab.check('Elabora la pratica');
  expect(await tab.page.textContent('main')).toContain('in attesa del protocollo in uscita');
  return { answer, signed };
};

const leave = async ({ page, check, press, follow }: Tab): Promise<void> => {
  await check('Elabora la pratica');
  expect(await page.textContent('main')).toContain('La pratica è chiusa');
  await follow('Apri il dettaglio della pratica');
  await check('Certificato di nascita');
  expect(await page.locator('.iter-ora').textContent()).toContain('Accettata');
  await press('Esci');
  await check('Area operatori');
  await page.goBack();
  await check('Area operatori');
};

describeBrowser('the journey of an operator', (browser) => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let origin: string;
  let tab: Tab;
  beforeAll(async () => {
    portal = await makeTestPortal();
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
    citizen = await portal.citizen('anna-bianchi');
  });
  afterAll(() => portal.close());
  afterEach(() => tab.close());

  // Who signs an answer has a wide screen; without scripts the pages are looked at in both sizes.
  it.each(DEVICES.filter(({ device }) => device !== 'a phone'))(
    'leads from the sign-in to the answer in the citizen’s hands, on $device',
    async (device) => {
      const [staff] = portal.staff;
      const id = await registeredPractice(portal, citizen);
      tab = await openTab(browser(), device);
      const { page, check, become } = tab;
      await page.goto(`${origin}/rovereto/operatori`);
      await signIn(tab, staff?.username ?? '', staff?.password ?? '');
      await takeInCharge(tab);
      await decide(tab);
      await portal.drain();
      await page.reload();
      const { answer, signed } = await sign(tab);
      await portal.drain();
      await page.reload();
      await leave(tab);

      await become(citizen, origin);
      await page.goto(`${origin}/rovereto/pratiche/${id}`);
      await check('Certificato di nascita');
      expect(await page.locator('.stato').first().textContent()).toBe('Accettata');
      expect(Buffer.compare(await download(tab, 'Scarica la risposta'), answer)).toBe(0);
      expect(Buffer.compare(await download(tab, 'Scarica il file di risposta firmato (P7M)'), signed)).toBe(0);
      expect(tab.complaints([422])).toEqual([]);
    },
    90_000,
  );

  // What a phone is enough for: to take charge and to decide.
  it.each(DEVICES.filter(({ device }) => device === 'a phone'))(
    'leads from the list to the decision, on $device',
    async (device) => {
      await registeredPractice(portal, citizen);
      tab = await openTab(browser(), device);
      await tab.become(await portal.operator(), origin);
      await tab.page.goto(`${origin}/rovereto/operatori`);
      await takeInCharge(tab);
      await decide(tab);
      expect(tab.complaints([422])).toEqual([]);
    },
    60_000,
  );
});
