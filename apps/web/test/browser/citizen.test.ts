import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { fillIn, PDF } from '../../src/testing/certificato.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { violations } from './axe.ts';

const DEVICES = [
  { device: 'a desktop', viewport: { width: 1280, height: 900 }, javaScriptEnabled: true, person: 'Anna Bianchi' },
  { device: 'a phone', viewport: { width: 412, height: 823 }, javaScriptEnabled: true, person: "Lucia D'Amico" },
  {
    device: 'a phone without JavaScript',
    viewport: { width: 412, height: 823 },
    javaScriptEnabled: false,
    person: 'Zoe Così',
  },
  {
    device: 'a desktop without JavaScript',
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled: false,
    person: 'Luca Ferrari',
  },
];

describeBrowser('the journey of a citizen', (browser) => {
  let portal: TestPortal;
  let origin: string;
  beforeAll(async () => {
    portal = await makeTestPortal();
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => portal.close());

  describe.each(DEVICES)('on $device', ({ viewport, javaScriptEnabled, person }) => {
    let context: BrowserContext;
    let page: Page;
    let complaints: string[];
    beforeEach(async () => {
      context = await browser().newContext({ viewport, javaScriptEnabled, locale: 'it-IT' });
      context.setDefaultTimeout(10_000);
      page = await context.newPage();
      complaints = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('requestfailed', (request) => {
        // The next page was asked for while the last one's icon was still on its way: the browser's own choice.
        const why = request.failure()?.errorText;
        if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
      });
    });
    afterEach(() => context.close());

    /** The page is accessible, fits the screen, and is the one that is meant. */
    const check = async (title: string | RegExp) => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      if (javaScriptEnabled) expect([page.url(), await violations(page)]).toEqual([page.url(), []]);
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect([page.url(), wide]).toEqual([page.url(), false]);
    };
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

    it('leads from the list of Comuni to a sent practice and back out', async () => {
      await page.goto(origin);
      await check('Scegli il tuo Comune');
      await page.getByRole('link', { name: 'Comune di Rovereto', exact: true }).click();
      await check('Servizi');
      await page.getByRole('link', { name: 'Certificato di nascita', exact: true }).first().click();
      await check('Certificato di nascita');
      await page.getByRole('link', { name: 'Accedi al servizio' }).first().click();
      await check('Accedi');
      await press('Entra con la tua identità digitale');
      await check('Identità di prova');
      await page.getByLabel(person).check();
      await press('Entra');
      await check('Condizioni di utilizzo');
      await press('Salva');
      await check('Condizioni di utilizzo');
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await press('Salva');
      await check('Il mio profilo');
      await press('Salva informazioni profilo');
      await check('Il mio profilo');
      for (const [id, value] of Object.entries({ via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto' })) {
        await page.fill(`#residenza-${id}`, value);
      }
      await page.fill('#residenza-provincia', 'TN');
      await press('Salva informazioni profilo');

      // Inside the service that they came for.
      await check('Nuova pratica: Certificato di nascita');
      await press('Avanti');
      await check('Nuova pratica: Certificato di nascita');
      expect(await page.title()).toMatch(/^Errore: Istruzioni/u);
      await page.getByLabel('Ho letto le istruzioni').check();
      await press('Avanti');
      await check(/Nuova pratica/u);
      await page.getByLabel('I miei dati sono corretti').check();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/delega');
      await check(/Nuova pratica/u);
      await page.getByLabel('Sì, ho una delega').check();
      await press('Avanti');
      await page.waitForURL('**/specifica-delega');
      await check(/Nuova pratica/u);
      await press('Avanti');
      await check(/Nuova pratica/u);
      await page.getByLabel('Altro').check();
      await page.fill('#nome_soggetto', 'Mario Rossi');
      await page.fill('#cf_soggetto', 'RSSMRA80A01H501U');
      await page.fill('#data_nascita_soggetto', '1980-01-01');
      const file = { mimeType: 'application/pdf', buffer: Buffer.from(PDF) };
      await page.setInputFiles('#file_delega', { name: 'delega.pdf', ...file });
      await page.setInputFiles('#file_documento', { name: 'documento.pdf', ...file });
      await press('Avanti');
      // "Altro" asks for more: what was typed and the files are there already.
      await check(/Nuova pratica/u);
      expect(await page.inputValue('#nome_soggetto')).toBe('Mario Rossi');
      await page.fill('#delega_tipo_testo', 'Tutrice');
      await page.fill('#nota', 'Una nota mia');
      await page.focus('#delega_tipo_testo');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/tipologia-ed-uso');
      await page.getByLabel('Certificato semplice').check();
      await page.fill('#uso', 'Banca');
      await press('Indietro');
      await page.waitForURL('**/specifica-delega');
      await press('Avanti');
      await page.waitForURL('**/tipologia-ed-uso');
      expect(await page.inputValue('#uso')).toBe('Banca');
      await press('Avanti');
      await page.waitForURL('**/conferma');
      await check(/Nuova pratica/u);
      await press('Invia');
      if (javaScriptEnabled) {
        await page.getByRole('dialog').waitFor();
        expect(await violations(page)).toEqual([]);
        await press('No');
        expect(page.url()).toMatch(/conferma$/u);
        await press('Invia');
      } else {
        await check(/Sei sicuro/u);
      }
      await press('Sì, sono sicuro');
      await page.waitForURL(/\/pratiche\/[^/]+$/u);
      await check('Certificato di nascita');

      await portal.drain();
      await page.reload();
      await check('Certificato di nascita');
      expect(await page.textContent('main')).toContain('Scarica la richiesta protocollata');
      expect(await page.inputValue('#nota')).toBe('Una nota mia');
      for (const area of ['La mia stanza', 'Le mie pratiche', 'I miei allegati', 'Il mio profilo']) {
        await page.getByRole('link', { name: area, exact: true }).first().click();
        await check(area);
      }
      await page.goto(`${origin}/rovereto/servizi/certificato-di-nascita/compila`);
      await check(/Nuova pratica/u);
      await page.goto(`${origin}/rovereto/pagina-che-non-c-e`);
      await check('Pagina non trovata');
      await page.goto(`${origin}/sviluppo/posta`);
      await check('Posta inviata dal portale');
      await page.goto(`${origin}/rovereto/stanza`);
      await press('Esci');
      await check('Servizi');
      // The browser complains of the pages that rightly answer with an error, and of nothing else.
      expect(complaints.filter((complaint) => !/status of 4(?:22|04)/u.test(complaint))).toEqual([]);
    }, 90_000);
  });

  it('sends once, however often the button is clicked', async () => {
    const context = await browser().newContext({ locale: 'it-IT' });
    const page = await context.newPage();
    const citizen = await portal.citizen('marco-verdi');
    const practice = await fillIn(citizen);
    await context.addCookies([...citizen.cookies].map(([name, value]) => ({ name, value, url: origin })));
    await page.goto(`${origin}${practice}/compila/conferma`);
    await page.getByRole('button', { name: 'Invia', exact: true }).click();
    await page.getByRole('button', { name: 'Sì, sono sicuro' }).dblclick();
    await page.waitForURL(/\/pratiche\/[^/]+$/u);
    await page.goBack();
    expect(page.url()).not.toBe('about:blank');
    await page.goto(`${origin}/rovereto/pratiche?stato=inviata`);
    expect(await page.locator('tbody tr').count()).toBe(1);
    await context.close();
  });
});
