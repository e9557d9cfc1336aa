import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MemoryOffice, OFFICE, openMemoryOffice, PASSWORD } from '../../testing/memory-office.ts';

let office: MemoryOffice;
beforeAll(async () => {
  office = await openMemoryOffice();
});
afterAll(() => office.close());

const CODE = `${OFFICE}/accesso/codice`;
const SET_UP = `${OFFICE}/secondo-fattore`;

describe('the code after the password', () => {
  it('is asked of who has a second factor, and leads to where they were going', async () => {
    const browser = office.browser();
    await browser.visit(`${OFFICE}/profilo`);
    const verso = `${OFFICE}/profilo`;
    const given = await browser.post(`${OFFICE}/accesso`, {
      email: office.administrator.email,
      password: PASSWORD,
      verso,
    });
    expect(given.location).toBe(`${CODE}?verso=${encodeURIComponent(verso)}`);
    const page = await browser.visit(given.location ?? '');
    expect(page.text('h1')).toBe('Codice di verifica');
    expect(page.html.querySelector('.testata-utente')).toBeNull();
    const field = page.html.querySelector('#codice');
    expect([field?.getAttribute('autocomplete'), field?.getAttribute('inputmode')]).toEqual([
      'one-time-code',
      'numeric',
    ]);
    const confirmed = await browser.post(CODE, { codice: office.freshCode(), verso });
    expect(confirmed.location).toBe(verso);
    expect((await browser.visit(verso)).text('h1')).toBe('Il mio accesso');
  });

  it('opens nothing before it is given: every page of the office leads to it', async () => {
    const browser = await office.givePassword(office.administrator);
    for (const page of ['', '/profilo', '/personale', '/registro', '/secondo-fattore', '/per-conto', '/accesso']) {
      expect((await browser.get(OFFICE + page)).location).toContain('/accesso/codice');
    }
    for (const form of ['/profilo/sessioni', '/secondo-fattore', '/personale/nuovo']) {
      expect((await browser.post(OFFICE + form, {})).location).toContain('/accesso/codice');
    }
  });

  it('that is wrong is refused with a sentence, and may be given again; an old page says that it was', async () => {
    const browser = await office.givePassword(office.administrator);
    const wrong = await browser.post(CODE, { codice: '000000' });
    expect([wrong.status, wrong.text('.campo-errore')]).toEqual([422, expect.stringContaining('non è corretto')]);
    const expired = await browser.post(CODE, { codice: office.freshCode(), _csrf: 'vecchio' });
    expect([expired.status, expired.text('.avviso')]).toEqual([403, expect.stringContaining('La pagina era scaduta')]);
    expect((await browser.post(CODE, { codice: office.freshCode() })).location).toBe(OFFICE);
  });

  it('is waited for ten minutes', async () => {
    const browser = await office.givePassword(office.administrator);
    office.clock.advance(10 * 60_000);
    expect((await browser.get(CODE)).location).toBe(`${OFFICE}/accesso`);
    expect((await browser.post(CODE, { codice: office.freshCode() })).location).toBe(`${OFFICE}/accesso`);
  });

  it('is a page for nobody else: who is out is sent to the door, who is in to the office', async () => {
    expect((await office.browser().get(CODE)).location).toBe(`${OFFICE}/accesso`);
    const operator = await office.givePassword(office.operator);
    expect((await operator.get(CODE)).location).toBe(OFFICE);
  });

  it('can be given up: “Torna all’inizio” ends what had begun', async () => {
    const browser = await office.givePassword(office.administrator);
    expect((await browser.post(`${OFFICE}/esci`, {})).location).toBe(`${OFFICE}/accesso`);
    expect((await browser.get(CODE)).location).toBe(`${OFFICE}/accesso`);
  });

  it('is one token, and what follows another', async () => {
    const browser = await office.givePassword(office.administrator);
    const half = browser.cookies.get('stanza_operatore');
    await browser.send(CODE, { codice: office.freshCode() });
    expect(browser.cookies.get('stanza_operatore')).not.toBe(half);
    const old = office.browser();
    expect((await old.get(OFFICE)).location).toContain('/accesso');
  });
});

describe('an administrator without a second factor', () => {
  it('sets one up before anything else, and finds ten recovery codes that are shown once', async () => {
    const admin = await office.asAdministrator();
    const nuovo = `${OFFICE}/personale/nuovo`;
    await admin.visit(nuovo);
    const fields = { nome: 'Carla Riva', email: 'carla.riva@comune.bugliano.example', ruolo: 'amministratore' };
    await admin.send(nuovo, fields);
    const link = await office.linkFor(fields.email);
    const carla = office.browser();
    await carla.visit(link);
    const chiave = link.split('/').at(-1) ?? '';
    await carla.send(`${OFFICE}/password`, { chiave, password: PASSWORD, ripeti: PASSWORD });
    await carla.send(`${OFFICE}/accesso`, { email: fields.email, password: PASSWORD });
    expect(carla.path).toBe(`${SET_UP}?verso=${encodeURIComponent(OFFICE)}`);
    for (const page of ['', '/personale', '/profilo']) {
      expect((await carla.get(OFFICE + page)).location).toContain(SET_UP);
    }
    const page = await carla.visit(SET_UP);
    expect(page.html.querySelector('.qr svg path')).not.toBeNull();
    expect(page.html.querySelector('.testata-nav')).toBeNull();
    expect(page.html.querySelector(`main a[href="${OFFICE}"], nav a[href="${OFFICE}"]`)).toBeNull();
    const secret = page.text('.qr code').replaceAll(' ', '');
    const sigillo = page.html.querySelector('input[name=sigillo]')?.getAttribute('value') ?? '';
    const wrong = await carla.post(SET_UP, { sigillo, codice: '000000' });
    expect(wrong.status).toBe(422);
    expect(wrong.text('.qr code').replaceAll(' ', '')).toBe(secret);
    const done = await carla.post(SET_UP, { sigillo, codice: office.freshCode(secret) });
    expect(done.text('h1')).toBe('Conserva i codici di recupero');
    const codes = done.texts('.codici code');
    expect(codes).toHaveLength(10);
    expect((await carla.visit(OFFICE)).text('h1')).toBe('Pannello di controllo');
    expect((await carla.visit(`${OFFICE}/profilo`)).body).not.toContain(codes[0]);

    const again = await office.givePassword(fields);
    const recovery = await again.visit(`${CODE}?con=recupero`);
    expect(recovery.text('label')).toContain('Codice di recupero');
    await again.send(CODE, { codice: codes[0] ?? '', con: 'recupero' });
    expect((await again.visit(`${OFFICE}/profilo`)).text('main')).toContain('Ti restano 9 codici di recupero');
  });
});
