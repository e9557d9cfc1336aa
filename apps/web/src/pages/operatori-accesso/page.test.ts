import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '../../app.ts';
import { makeTestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const ACCESS = '/rovereto/operatori/accesso';
const PANEL = '/rovereto/operatori';
const WRONG = 'E-mail o password non corrette. Controllale e riprova.';

let portal: TestPortal;
let email: string;
let password: string;
let addresses = 100;

beforeAll(async () => {
  portal = await makeTestPortal();
  const credential = portal.staff.find(({ ente, role }) => ente.includes('Rovereto') && role === 'operatore');
  email = credential?.username ?? '';
  password = credential?.password ?? '';
});
afterAll(() => portal.close());

/** An address that nobody else has, so that the failures of one test do not count for another. */
const newAddress = () => {
  addresses += 1;
  return `203.0.113.${addresses}`;
};

/** Opens the page and sends its form. @param from network address */
const attempt = async (fields: Readonly<Record<string, string>>, from = newAddress()) => {
  const browser = portal.browser(from);
  await browser.visit(ACCESS);
  return browser.post(ACCESS, fields);
};

describe('the door of the office', () => {
  it('lets an operator in, to the control panel, under their name', async () => {
    const operator = await portal.operator();
    const page = await operator.visit(ACCESS);
    expect(operator.path).toBe(PANEL);
    expect(page.text('h1')).toBe('Pannello di controllo');
    expect(page.text('.testata-utente')).toContain('Paola Conti');
  });

  it('leads an operator to the page that they came for, and nobody to another site', async () => {
    const page = `${PANEL}/pratiche/0199a2b4-0000-7000-8000-000000000000`;
    const sent = await portal.browser().get(page);
    expect(sent.location).toBe(`${ACCESS}?verso=${encodeURIComponent(page)}`);
    expect((await attempt({ email, password, verso: page })).location).toBe(page);
    expect((await attempt({ email, password, verso: 'https://altrove.example/' })).location).toBe(PANEL);
    expect((await attempt({ email, password, verso: '//altrove.example' })).location).toBe(PANEL);
  });

  it('does not tell a wrong password from an address that it does not know', async () => {
    const wrong = await attempt({ email, password: 'non è questa' });
    const unknown = await attempt({ email: 'nessuno@comune.rovereto.example', password });
    for (const page of [wrong, unknown]) {
      expect(page.status).toBe(422);
      expect(page.text('.campo-errore')).toContain(WRONG);
      expect(page.text('title')).toMatch(/^Errore: /u);
    }
    expect(wrong.html.querySelector('input[name=email]')?.getAttribute('value')).toBe(email);
    expect(wrong.html.querySelector('input[name=password]')?.getAttribute('value')).toBeUndefined();
    expect(wrong.body).not.toContain('non è questa');
  });

  it.each([
    ['nothing', { email: '', password: '' }],
    ['a password without end', { email: 'a@comune.example', password: 'x'.repeat(100_000) }],
    ['an address without end', { email: `${'x'.repeat(300)}@comune.example`, password: 'x' }],
    ['an address that no database can hold', { email: 'a\u0000@comune.example', password: 'x' }],
  ])('refuses %s with the same sentence', async (_what, fields) => {
    const page = await attempt(fields);
    expect(page.status).toBe(422);
    expect(page.text('.campo-errore')).toContain(WRONG);
  });

  it('refuses the credentials of another Comune', async () => {
    const elsewhere = portal.staff.find(({ ente }) => ente.includes('Tre Ville'));
    const page = await attempt({ email: elsewhere?.username ?? '', password: elsewhere?.password ?? '' });
    expect(page.status).toBe(422);
  });

  it('keeps the address, and lets nobody in, when the page has expired', async () => {
    const page = await attempt({ _csrf: 'scaduto', email, password });
    expect(page.status).toBe(403);
    expect(page.text('.avviso')).toContain('La pagina era scaduta');
    expect(page.html.querySelector('input[name=email]')?.getAttribute('value')).toBe(email);
  });

  it('gives the session a new token at each sign-in, and ends it for good at the exit', async () => {
    const operator = await portal.operator();
    const token = operator.cookies.get('stanza_operatore') ?? '';
    expect((await operator.get(PANEL)).status).toBe(200);
    const out = await operator.post(`${PANEL}/esci`, {});
    expect([out.status, out.location]).toEqual([303, ACCESS]);
    const again = await portal.app.server.inject({ url: PANEL, cookies: { stanza_operatore: token } });
    expect([again.statusCode, again.headers.location]).toEqual([303, `${ACCESS}?verso=%2Frovereto%2Foperatori`]);
    expect((await portal.operator()).cookies.get('stanza_operatore')).not.toBe(token);
  });

  it('lets out who is out already', async () => {
    const browser = portal.browser();
    await browser.visit(ACCESS);
    expect((await browser.post(`${PANEL}/esci`, {})).location).toBe(ACCESS);
  });

  it('is another one than that of the citizens: a session of one is worth nothing to the other', async () => {
    const citizen = await portal.citizen('anna-bianchi');
    const operator = await portal.operator('amministratore');
    expect((await citizen.get(PANEL)).status).toBe(303);
    expect((await operator.get('/rovereto/pratiche')).location).toContain('/rovereto/accedi?');
    const swapped = {
      stanza_operatore: citizen.cookies.get('stanza_cittadino') ?? '',
      stanza_cittadino: operator.cookies.get('stanza_operatore') ?? '',
    };
    for (const url of [PANEL, '/rovereto/pratiche']) {
      expect((await portal.app.server.inject({ url, cookies: swapped })).statusCode).toBe(303);
    }
  });

  it('does not let an operator of one Comune into the office of another', async () => {
    const operator = await portal.operator('operatore', 'tre-ville');
    const cookies = Object.fromEntries(operator.cookies);
    const page = await portal.app.server.inject({ url: PANEL, cookies });
    expect(page.statusCode).toBe(303);
  });
});

describe('who guesses', () => {
  it('is stopped after ten failures at one account, on the same page with the address kept', async () => {
    const victim = portal.staff.find(({ ente, role }) => ente.includes('Tre Ville') && role === 'amministratore');
    const path = '/tre-ville/operatori/accesso';
    const browser = portal.browser();
    await browser.visit(path);
    const [name = '', right = ''] = [victim?.username, victim?.password];
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await browser.post(path, { email: name, password: 'x' })).status).toBe(422);
    }
    const verso = '/tre-ville/operatori/pratiche/0199a2b4-0000-7000-8000-000000000000';
    const stopped = await browser.post(path, { email: name, password: right, verso });
    expect(stopped.status).toBe(429);
    expect(stopped.text('h1')).toBe('Area operatori');
    expect(stopped.text('.avviso')).toContain('troppi tentativi');
    expect(stopped.html.querySelector('input[name=email]')?.getAttribute('value')).toBe(name);
    expect(stopped.html.querySelector('input[name=verso]')?.getAttribute('value')).toBe(verso);
    const other = portal.staff.find(({ ente, role }) => ente.includes('Tre Ville') && role === 'operatore');
    const fields = { email: other?.username ?? '', password: other?.password ?? '' };
    expect((await browser.post(path, fields)).location).toBe('/tre-ville/operatori');
  });

  it('is stopped in every process of the portal, which share the counts', async () => {
    const guessed = 'indovina@comune.rovereto.example';
    for (let tries = 0; tries < 10; tries += 1) await attempt({ email: guessed, password: 'x' });
    const options = { mode: 'test', logger: false, secure: false, trustProxy: false, mailbox: null } as const;
    const second = await buildApp({ ...options, portal: portal.portal });
    const elsewhere = makeTestBrowser(second.server);
    await elsewhere.visit(ACCESS);
    expect((await elsewhere.post(ACCESS, { email: guessed, password: 'x' })).status).toBe(429);
    await second.server.close();
  });

  it('does not hinder an office that signs in all day from one address', async () => {
    for (let times = 0; times < 31; times += 1) {
      expect((await attempt({ email, password }, '203.0.113.7')).location).toBe(PANEL);
    }
  });
});
