import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { fillIn, PDF } from '../../src/testing/certificato.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { installAxe, violations } from './axe.ts';
import { BOTH_SIZES, DEVICES, openTab, type Tab } from './tab.ts';

/** Who makes the journey on each device: everybody has to be new to the portal. */
const PEOPLE = ['Anna Bianchi', "Lucia D'Amico", 'Zoe Così'];
const HOME = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
const FILE = { mimeType: 'application/pdf', buffer: Buffer.from(PDF) };

/** From the list of Comuni, through sign-in, terms and profile, into the service that they came for. */
const enter = async ({ page, check, press, follow }: Tab, person: string): Promise<void> => {
  await check('Scegli il tuo Comune');
  await follow('Comune di Rovereto');
  await check('Servizi');
  await follow('Certificato di nascita');
  await check('Certificato di nascita');
  await follow('Accedi al servizio');
  await check('Accedi');
  await follow('Entra con SPID');
  await check('Gestore di prova');
  await page.getByLabel(person).check();
  await press('Avanti');
  await check('Invio dei dati');
  await press('Acconsento');
  await check('Condizioni di utilizzo');
  await press('Salva');
  expect(await page.title()).toMatch(/^Errore: /u);
  await check('Condizioni di utilizzo');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await press('Salva');
  await check('Il mio profilo');
  await press('Salva informazioni profilo');
  expect(await page.title()).toMatch(/^Errore: /u);
  await check('Il mio profilo');
  for (const [id, value] of Object.entries(HOME)) await page.fill(`#residenza-${id}`, value);
  await press('Salva informazioni profilo');
};

/** The steps up to the one of the delegation, by button and by Enter. */
const begin = async ({ page, check, press }: Tab): Promise<void> => {
  await check('Nuova pratica: Certificato di nascita');
  await press('Avanti');
  expect(await page.title()).toMatch(/^Errore: Istruzioni/u);
  await check('Nuova pratica: Certificato di nascita');
  await page.getByLabel('Ho letto le istruzioni').check();
  await press('Avanti');
  await check(/^Nuova pratica/u);
  await page.getByLabel('I miei dati sono corretti').check();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/delega');
  await check(/^Nuova pratica/u);
  await page.getByLabel('Sì, ho una delega').check();
  await press('Avanti');
  expect(page.url()).toMatch(/\/specifica-delega$/u);
  await check(/^Nuova pratica/u);
};

/** The step with two files, refused twice, and the last one, with a way back that loses nothing. */
const describeDelegation = async ({ page, check, press }: Tab): Promise<void> => {
  await press('Avanti');
  await check(/^Nuova pratica/u);
  await page.getByLabel('Altro').check();
  await page.fill('#nome_soggetto', 'Mario Rossi');
  await page.fill('#cf_soggetto', 'RSSMRA80A01H501U');
  await page.fill('#data_nascita_soggetto', '1980-01-01');
  await page.setInputFiles('#file_delega', { name: 'delega.pdf', ...FILE });
  await page.setInputFiles('#file_documento', { name: 'documento.pdf', ...FILE });
  await press('Avanti');
  // "Altro" asks for more: what was typed and the files are there already.
  await check(/^Nuova pratica/u);
  expect(await page.inputValue('#nome_soggetto')).toBe('Mario Rossi');
  await page.fill('#delega_tipo_testo', 'Tutrice');
  await page.fill('#nota', 'Una nota mia');
  await page.focus('#delega_tipo_testo');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tipologia-ed-uso');
  await page.getByLabel('Certificato semplice').check();
  await page.fill('#uso', 'Banca');
  await press('Indietro');
  expect(page.url()).toMatch(/\/specifica-delega$/u);
  await press('Avanti');
  expect(page.url()).toMatch(/\/tipologia-ed-uso$/u);
  expect(await page.inputValue('#uso')).toBe('Banca');
  await press('Avanti');
  expect(page.url()).toMatch(/\/conferma$/u);
  await check(/^Nuova pratica/u);
};

/** "Invia" asks first: in a dialog, or on a page of its own where there are no scripts. */
const send = async ({ page, check, press, follow }: Tab, hasScripts: boolean): Promise<void> => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  if (hasScripts) {
    await button('Invia').click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('No').click();
    expect(page.url()).toMatch(/conferma$/u);
    await button('Invia').click();
  } else {
    await press('Invia');
    await check(/^Sei sicuro/u);
  }
  await press('Sì, sono sicuro');
  expect(page.url()).toMatch(/\/pratiche\/[^/]+\?inviata=si$/u);
  await check('Certificato di nascita');
  await page.getByText('La tua richiesta è stata inviata').waitFor();
  await follow('Apri la ricevuta');
  await check('Ricevuta');
};

/** The stars of the receipt, and the question that follows. */
const rate = async ({ page, check, press }: Tab): Promise<void> => {
  await page.getByLabel('4 stelle su 5').check();
  await press('Continua');
  await check('La tua valutazione');
  await page.getByLabel('Le indicazioni erano chiare').check();
  await press('Invia');
  await check('Ricevuta');
};

/** What there is to see of the sent practice, and the rest of the portal. */
const lookAround = async ({ page, check, press, follow }: Tab, origin: string): Promise<void> => {
  await page.reload();
  await check('Ricevuta');
  await follow('Vai al dettaglio della pratica');
  await check('Certificato di nascita');
  expect(await page.textContent('main')).toContain('Scarica la richiesta protocollata');
  expect(await page.inputValue('#nota')).toBe('Una nota mia');
  for (const area of ['La mia stanza', 'Le mie pratiche', 'I miei allegati', 'Il mio profilo']) {
    await follow(area);
    await check(area);
  }
  await page.goto(`${origin}/rovereto/servizi/certificato-di-nascita/compila`);
  await check(/^Nuova pratica/u);
  await page.goto(`${origin}/sviluppo/posta`);
  await check('Posta inviata dal portale');
  await page.goto(`${origin}/rovereto/miei-dati`);
  await check('I miei dati');
  await press('Cancella i miei dati');
  await check(/^Sei sicuro di voler cancellare/u);
  await follow('No');
  await check('I miei dati');
  await page.goto(`${origin}/rovereto/stanza`);
  await press('Esci');
  await check('Servizi');
};

describeBrowser('the journey of a citizen', (browser) => {
  let portal: TestPortal;
  let origin: string;
  let tab: Tab;
  beforeAll(async () => {
    portal = await makeTestPortal();
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => portal.close());
  afterEach(() => tab.close());

  it.each(DEVICES.map((device, index) => ({ ...device, person: PEOPLE[index] ?? '' })))(
    'leads from the list of Comuni to a sent practice and back out, on $device',
    async ({ person, ...device }) => {
      tab = await openTab(browser(), device);
      await tab.page.goto(origin);
      await enter(tab, person);
      await begin(tab);
      await describeDelegation(tab);
      await send(tab, device.javaScriptEnabled);
      await rate(tab);
      await portal.drain();
      await lookAround(tab, origin);
      expect(tab.complaints([422])).toEqual([]);
    },
    90_000,
  );

  it('deletes a draft and its file on a phone, by pages that are accessible', async () => {
    const context = await browser().newContext({ viewport: { width: 412, height: 823 }, locale: 'it-IT' });
    await installAxe(context);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const citizen = await portal.citizen('giuseppe-fo');
    const draft = await fillIn(citizen, 'delega');
    await citizen.send(`${draft}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    const file = { field: 'file_delega', fileName: 'delega.pdf', content: PDF };
    await citizen.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'nota' }, [file]);
    await context.addCookies([...citizen.cookies].map(([name, value]) => ({ name, value, url: origin })));
    const check = async (title: string | RegExp) => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect([page.url(), await violations(page), wide]).toEqual([page.url(), [], false]);
    };
    await page.goto(`${origin}/rovereto/servizi/certificato-di-nascita/bozza`);
    await check('Hai già una bozza');
    await page.goto(`${origin}/rovereto/allegati`);
    await page.getByRole('link', { name: /^Elimina ?: delega\.pdf/u }).click();
    await check('Vuoi eliminare il file «delega.pdf»?');
    await page.getByRole('button', { name: 'Sì, elimina il file' }).click();
    await check('I miei allegati');
    await page.goto(`${origin}/rovereto/pratiche?stato=bozza`);
    await check('Le mie pratiche');
    await page.getByRole('link', { name: /^Elimina la bozza/u }).click();
    await check(/^Vuoi eliminare la bozza/u);
    await page.getByRole('button', { name: 'Sì, elimina la bozza' }).click();
    await check('Le mie pratiche');
    expect(await page.textContent('main')).toContain('La bozza è stata eliminata.');
    await context.close();
  }, 90_000);

  it('sends once, however often the button is clicked, after the way back and from another window too', async () => {
    tab = await openTab(browser(), BOTH_SIZES);
    const { page, become } = tab;
    const citizen = await portal.citizen('marco-verdi');
    const practice = await fillIn(citizen);
    await become(citizen, origin);
    const summary = `${origin}${practice}/compila/conferma`;
    await page.goto(summary);
    // Holds the form as it was before the sending, as a page does that a browser keeps for the way back.
    const old = await page.context().newPage();
    await old.goto(summary);
    await page.getByRole('button', { name: 'Invia', exact: true }).click();
    await page.getByRole('button', { name: 'Sì, sono sicuro' }).dblclick();
    await page.waitForURL(/\?inviata=si$/u);
    // The summary is never kept: the way back leads to what was sent, where nothing is sent again.
    await page.goBack();
    expect(page.url()).toBe(`${origin}${practice}`);
    expect(await page.getByRole('button', { name: 'Invia', exact: true }).count()).toBe(0);
    await old.getByRole('button', { name: 'Invia', exact: true }).click();
    await old.getByRole('button', { name: 'Sì, sono sicuro' }).click();
    await old.waitForURL(`${origin}${practice}?inviata=si`);
    await page.goto(`${origin}/rovereto/pratiche?stato=inviata`);
    expect(await page.locator('tbody tr').count()).toBe(1);
  });
});
