import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn } from '../../testing/certificato.ts';
import { signIn } from '../../testing/sign-in.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const HOME = {
  'residenza.via': 'Via Roma',
  'residenza.civico': '1',
  'residenza.cap': '38068',
  'residenza.comune': 'Rovereto',
  'residenza.provincia': 'TN',
};
const BERLIN = {
  'residenza.stato': 'germania',
  'residenza.via': 'Hauptstraße',
  'residenza.civico': '7',
  'residenza.comune': 'Berlino',
};

let portal: TestPortal;
let browser: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal();
  browser = await portal.citizen('anna-bianchi');
});
afterAll(() => portal.close());

const mistakes = (page: Page) => page.texts('[aria-labelledby=riepilogo-errori] a');
const save = (fields: Readonly<Record<string, string>>) => browser.post('/rovereto/profilo', fields);

describe('a profile that is refused', () => {
  it('names every field in the summary of the errors', async () => {
    const page = await save({ email: 'x', telefono: '........', domicilio_diverso: 'si' });
    expect(page.status).toBe(422);
    const [first, phone, ...addresses] = mistakes(page);
    expect([first, phone]).toEqual([
      'E-mail: scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.',
      'Telefono: scrivi un numero di telefono, per esempio +39 0464 123456.',
    ]);
    const parts = ['Via o piazza', 'Numero civico', 'CAP', 'Comune', 'Provincia (sigla)'];
    expect(addresses).toEqual(
      ['Residenza', 'Domicilio'].flatMap((group) => parts.map((part) => `${group}, ${part}: compila questo campo.`)),
    );
    expect(page.text('#residenza-cap-errore')).toBe('Errore: Compila questo campo.');
  });

  it('keeps a domicilio whose box is not ticked, and says so at the box', async () => {
    const page = await save({ ...HOME, 'domicilio.via': 'Via Dante' });
    expect(page.status).toBe(422);
    expect(mistakes(page)).toEqual([
      'Il domicilio è diverso dalla residenza: hai scritto un domicilio: spunta questa casella, oppure cancella i campi del domicilio.',
    ]);
    const box = page.html.querySelector('#domicilio_diverso');
    expect([box?.getAttribute('aria-invalid'), box?.hasAttribute('checked')]).toEqual(['true', false]);
    expect(page.html.querySelector('#domicilio-via')?.getAttribute('value')).toBe('Via Dante');
  });
});

describe('the fields of the domicilio', () => {
  it('are called neither optional nor compulsory: their hint says when they are', async () => {
    const page = await browser.visit('/rovereto/profilo');
    expect(page.text('label[for=domicilio-via]')).toBe('Via o piazza');
    expect(page.text('label[for=residenza-via]')).toBe('Via o piazza (obbligatorio)');
    expect(page.text('main')).toContain('Se hai spuntato la casella compila tutti questi campi');
  });
});

describe('who lives abroad', () => {
  it('completes the profile with their country and no postal code, and their address has no gap', async () => {
    const abroad = portal.browser();
    await signIn(abroad, 'rovereto', 'zoe-cosi');
    const terms = await abroad.visit('/rovereto/condizioni');
    const boxes = terms.html.querySelectorAll('input[name=condizione]').map((box) => box.getAttribute('value') ?? '');
    for (const condizione of boxes) await abroad.post('/rovereto/condizioni', { condizione });
    const form = await abroad.visit('/rovereto/profilo');
    expect(form.text('label[for=residenza-stato]')).toBe('Stato estero (facoltativo)');
    expect(form.text('#residenza-provincia-aiuto')).toBe('All’estero lasciala vuota.');
    expect(form.html.querySelector('#residenza-cap')?.getAttribute('maxlength')).toBe('12');
    const saved = await abroad.send('/rovereto/profilo', { ...BERLIN, 'residenza.cap': '' });
    expect(saved.text('main')).toContain('Le informazioni del profilo sono state salvate.');
    const practice = await fillIn(abroad, 'richiedente');
    expect((await abroad.visit(`${practice}/compila/richiedente`)).text('dl')).toContain(
      'Hauptstraße 7, Berlino, Germania',
    );
    const again = await abroad.visit('/rovereto/profilo');
    expect(again.html.querySelector('#residenza-stato')?.getAttribute('value')).toBe('Germania');
  });

  it('is told when there is no such country, and keeps what they wrote', async () => {
    const page = await save({ ...BERLIN, 'residenza.stato': 'Germaniaa' });
    expect(page.status).toBe(422);
    expect(mistakes(page)).toEqual([
      'Residenza, Stato estero: non troviamo questo Stato: scrivi il nome in italiano, per esempio Francia.',
    ]);
    expect(page.html.querySelector('#residenza-stato')?.getAttribute('value')).toBe('Germaniaa');
  });

  it('may write a postal code of their country, and is told when it cannot be one', async () => {
    const page = await browser.send('/rovereto/profilo', { ...BERLIN, 'residenza.cap': 'SW1A 1AA' });
    expect(page.html.querySelector('#residenza-cap')?.getAttribute('value')).toBe('SW1A 1AA');
    expect(mistakes(await save({ ...BERLIN, 'residenza.cap': 'SW1A_1AA' }))).toEqual([
      'Residenza, CAP: il codice postale può avere al massimo 12 lettere e cifre, e può mancare.',
    ]);
  });
});

describe('an address from which mail comes back', () => {
  const said = 'I messaggi a anna@posta.example tornano indietro';

  it('is told in the room and in the profile, until the profile is saved', async () => {
    await browser.send('/rovereto/profilo', { ...HOME, email: 'anna@posta.example' });
    const rovereto = (await portal.portal.tenants.bySlug('rovereto'))?.id;
    await portal.asOwner(`set app.tenant = '${rovereto}';
      update citizen set email_refused = true where email = 'anna@posta.example'`);
    const room = await browser.visit('/rovereto/stanza');
    expect(room.text('main')).toContain(said);
    expect(room.html.querySelector('.avviso a')?.getAttribute('href')).toBe('/rovereto/profilo');
    expect((await browser.visit('/rovereto/profilo')).text('main')).toContain(said);
    await browser.send('/rovereto/profilo', { ...HOME, email: 'anna@posta.example' });
    expect((await browser.visit('/rovereto/profilo')).text('main')).not.toContain(said);
    expect((await browser.visit('/rovereto/stanza')).text('main')).not.toContain(said);
  });
});
