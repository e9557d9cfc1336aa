import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VerifiedIdentity } from '@stanza/core';
import { keepSigningKey, signingKeyFiles } from '@stanza/gateways';
import { testCitizens } from '@stanza/gateways/test-provider';
import { certificateBase64, sampleKey, sampleSettings } from '@stanza/gateways/testing';
import { makePool } from '@stanza/postgres';
import { enterSpid, type PlayedProvider } from '../../src/testing/played-provider.ts';
import { answerOfProvider, goToProvider, signIn } from '../../src/testing/sign-in.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { completeFirstAccess, makeTestPortal, PROFILE, type TestPortal } from '../../src/testing/test-portal.ts';

const [ACS, STANZA, COOKIE] = ['/rovereto/spid/acs', '/rovereto/stanza', 'stanza_cittadino'];
const [ONE, OTHER] = ['https://uno.gestori.example', 'https://altro.gestori.example'];

const logged: string[] = [];
let portal: TestPortal;
/** Of Tre Ville; Rovereto has the test provider. */
let one: PlayedProvider;
let other: PlayedProvider;
beforeAll(async () => {
  portal = await makeTestPortal({ log: (line) => logged.push(line) });
  const [first, second] = await enterSpid(portal, 'tre-ville', [ONE, OTHER]);
  if (first === undefined || second === undefined) throw new Error('Two providers were asked for');
  [one, other] = [first, second];
});
afterAll(() => portal.close());

const verified = (key: string): VerifiedIdentity => {
  const found = testCitizens.find((citizen) => citizen.key === key);
  if (found === undefined) throw new Error(`Nobody is ${key}`);
  return found.verified;
};

const sessions = async (): Promise<number> => {
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  const { rowCount } = await pool.query('select from session').finally(() => pool.end());
  return rowCount ?? 0;
};

/** What no page says: what the messages are made of, the names of our rules, where our program broke. */
const INTERNALS =
  /ErrorCode|AuthnFailed|saml|&lt;\?xml|InResponseTo|request_unknown|not_valid|provider_unknown|(response|message|assertion|logout)_[a-z]|\.ts:\d/iu;

/** What the log says of refused messages, line by line, and nothing else. */
const noted = (): readonly unknown[][] =>
  logged
    .map((line) => JSON.parse(line))
    .filter(({ rule }) => rule !== undefined)
    .map(({ ente, federation, rule, msg }) => [ente, federation, rule, msg]);

/** Text and address of the links that a selector finds. */
const linksIn = ({ html }: Page, selector: string) =>
  html.querySelectorAll(`${selector} a`).map((link) => [link.text, link.getAttribute('href')]);

/** A page of refusal to somebody who is nobody here. @returns its title */
const refused = (page: Page, browser: TestBrowser): string => {
  expect([403, 413]).toContain(page.status);
  expect(page.location).toBeNull();
  expect(page.html.querySelector('html')?.getAttribute('lang')).toBe('it');
  expect(page.body).not.toMatch(INTERNALS);
  expect(browser.cookies.has(COOKIE)).toBe(false);
  return page.text('h1');
};

/** What the test provider answers to Rovereto. */
const answered = async (browser: TestBrowser, answers: Readonly<Record<string, string>>, verso = '') =>
  (await answerOfProvider(browser, await goToProvider(browser, 'rovereto', verso), answers)).form;

const goTo = (browser: TestBrowser, provider: string, livello = '2'): Promise<Page> =>
  browser.get(`/tre-ville/spid/login?${new URLSearchParams({ idp: provider, livello })}`);

describe('a browser that comes back without its cookies, as from another site', () => {
  it('gets a session in the place of the one that it left with', async () => {
    const [browser, back] = [await portal.citizen('elira-hoxha'), portal.browser()];
    expect((await browser.get('/rovereto/stanza')).status).toBe(200);
    const entered = await back.post(ACS, await answered(browser, { persona: 'elira-hoxha' }));
    expect([entered.location, back.cookies.has(COOKIE)]).toEqual(['/rovereto/spid/ingresso', false]);
    const page = await back.visit('/rovereto/spid/ingresso');
    expect([page.status, page.text('h1')]).toEqual([200, 'Stai entrando come Elira Hoxha']);
    expect((await back.send('/rovereto/spid/ingresso', {})).text('h1')).toBe('La mia stanza');
    expect((await browser.get('/rovereto/stanza')).location).toContain('/rovereto/accedi');
    expect((await back.get('/rovereto/stanza')).status).toBe(200);
  });

  it('does not enter by what somebody else brings, unless they say so in time', async () => {
    const [zoe, mario] = [await portal.citizen('zoe-cosi'), portal.browser()];
    const form = await answered(mario, { persona: 'mario-rossi' });
    await zoe.post(ACS, form);
    expect((await zoe.visit('/rovereto/profilo')).text('main')).toContain('Zoe');
    expect((await zoe.visit('/rovereto/spid/ingresso')).text('h1')).toBe('Stai entrando come Mario Rossi');
    // Not by a form of another site, nor with what another Comune or the other federation has sealed, nor twice.
    expect((await zoe.post('/rovereto/spid/ingresso', { _csrf: 'old' })).status).toBe(403);
    const sealed = zoe.cookies.get('stanza_ingresso') ?? '';
    for (const door of ['/rovereto/cie/ingresso', '/tre-ville/spid/ingresso']) {
      const browser = portal.browser(undefined, { stanza_ingresso: sealed });
      expect((await browser.get(door)).text('h1')).toBe('L’accesso è scaduto');
    }
    await zoe.visit('/rovereto/spid/ingresso');
    expect((await zoe.post('/rovereto/spid/ingresso', {})).location).toBe(STANZA);
    expect((await zoe.get('/rovereto/spid/ingresso')).text('h1')).toBe('L’accesso è scaduto');
  });

  it('keeps the forms that it has open: a page of refusal makes no new secret', async () => {
    const page = await portal.browser().post(ACS, { SAMLResponse: 'x' });
    expect([page.status, page.headers['set-cookie']]).toEqual([403, undefined]);
  });
});

describe('a provider that a Comune does not know, or knows no more', () => {
  it('is told, with a way to choose another for the same page', async () => {
    const query = new URLSearchParams({ idp: 'https://sparito.gestori.example', verso: '/rovereto/pratiche' });
    const page = await portal.browser().get(`/rovereto/spid/login?${query}`);
    expect([page.status, page.text('h1')]).toEqual([404, 'Questo gestore non è più disponibile']);
    const again = page.html.querySelector('main a.btn')?.getAttribute('href');
    expect(again?.replaceAll('&amp;', '&')).toBe('/rovereto/accedi?livello=2&verso=%2Frovereto%2Fpratiche');
    for (const rest of ['', '?idp=', `?idp=${'a'.repeat(2000)}`]) {
      expect((await portal.browser().get(`/rovereto/spid/login${rest}`)).status).toBe(404);
    }
  });
});

describe('what the provider could not do', () => {
  it.each([
    ['19', 'Le credenziali non sono state riconosciute'],
    ['20', 'La tua identità non arriva alla sicurezza richiesta'],
    ['21', 'È passato troppo tempo'],
    ['22', 'Non hai dato il consenso'],
    ['23', 'La tua identità è sospesa o revocata'],
    ['25', 'Hai annullato l’accesso'],
    ['30', 'L’identità non è del tipo giusto'],
  ])('ErrorCode %s is told in our own words, with a way to begin again for the same page', async (errore, title) => {
    const [browser, before] = [portal.browser(), await sessions()];
    const page = await browser.post(ACS, await answered(browser, { errore }, '/rovereto/pratiche'));
    expect([page.status, refused(page, browser)]).toEqual([403, title]);
    const again = page.html.querySelector('main a.btn')?.getAttribute('href');
    expect(again?.replaceAll('&amp;', '&')).toBe('/rovereto/accedi?livello=2&verso=%2Frovereto%2Fpratiche');
    expect(await sessions()).toBe(before);
  });

  it('has a button at the test provider for each ErrorCode of the rules', async () => {
    const door = await goToProvider(portal.browser(), 'rovereto');
    const offered = door.html.querySelectorAll('button[name=errore]').map((button) => button.getAttribute('value'));
    // 24, and 26 to 29, do not exist.
    const faults = ['8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18'];
    expect(offered).toEqual(['19', '20', '21', '22', '23', '25', '30', ...faults]);
  });

  it('a fault of our request is told without its reason, and an operator finds one error in the log', async () => {
    const browser = portal.browser();
    const form = await answered(browser, { errore: '13' });
    logged.length = 0;
    const page = await browser.post(ACS, form);
    expect([page.status, refused(page, browser)]).toEqual([403, 'L’accesso non è riuscito']);
    const errors = logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
    expect(errors).toMatchObject([{ federation: 'spid', ente: 'rovereto', code: 'provider_fault', error: 13 }]);
  });
});

describe('nobody is signed in by', () => {
  it('a sign-in below the level that was asked for', async () => {
    const [browser, before] = [portal.browser(), await sessions()];
    const page = await browser.post(ACS, await answered(browser, { persona: 'anna-bianchi', livello: '1' }));
    expect([page.status, refused(page, browser)]).toEqual([403, 'L’accesso non è abbastanza sicuro']);
    expect(await sessions()).toBe(before);
  });

  it('an answer that was used already', async () => {
    const browser = portal.browser();
    const form = await answered(browser, { persona: 'anna-bianchi' });
    expect((await browser.post(ACS, form)).location).toBe(STANZA);
    const [thief, before] = [portal.browser(), await sessions()];
    logged.length = 0;
    const page = await thief.post(ACS, form);
    expect(refused(page, thief)).toBe('L’accesso non è riuscito');
    // Whoever has signed in by it, and sends it again, is in.
    expect(linksIn(page, 'main')).toContainEqual(['vai alla tua stanza', STANZA]);
    expect(noted()).toEqual([['rovereto', 'spid', 'request_unknown', 'a sign-in is refused']]);
    expect(await sessions()).toBe(before);
  });

  it.each([
    ['another Comune', '/tre-ville/spid/acs'],
    ['the other federation', '/rovereto/cie/acs'],
  ])('an answer that is brought to %s, and it stays good where it belongs', async (_where, acs) => {
    const [browser, before] = [portal.browser(), await sessions()];
    const form = await answered(browser, { persona: 'anna-bianchi' });
    expect(refused(await browser.post(acs, form), browser)).toBe('L’accesso non è riuscito');
    expect(await sessions()).toBe(before);
    expect((await browser.post(ACS, form)).location).toBe(STANZA);
  });

  it('an answer to a request that nobody made', async () => {
    const [browser, before] = [portal.browser(), await sessions()];
    const { SAMLResponse } = await answered(browser, { persona: 'anna-bianchi' });
    const xml = Buffer.from(SAMLResponse, 'base64').toString('utf8');
    const toNothing = xml.replaceAll(/InResponseTo="[^"]+"/gu, 'InResponseTo="_a-request-of-nobody"');
    expect(toNothing).not.toBe(xml);
    const page = await browser.post(ACS, { SAMLResponse: Buffer.from(toNothing).toString('base64') });
    expect(refused(page, browser)).toBe('L’accesso non è riuscito');
    expect(await sessions()).toBe(before);
  });

  it('the answer of one provider to a request that went to another, with its own name or with that one’s', async () => {
    const before = await sessions();
    for (const name of [other.entry, one.entry]) {
      const browser = portal.browser();
      const { form } = other.answer(await goTo(browser, ONE), verified('anna-bianchi'), { as: name });
      expect(refused(await browser.post('/tre-ville/spid/acs', form), browser)).toBe('L’accesso non è riuscito');
    }
    expect(await sessions()).toBe(before);
  });

  const base64 = (text: string) => ({ SAMLResponse: Buffer.from(text).toString('base64') });
  it.each([
    ['nothing', {}],
    ['an empty field', { SAMLResponse: '' }],
    ['what is no base64', { SAMLResponse: '%%% <Response> %%%' }],
    ['what is no XML', base64('Buongiorno')],
    ['another document', base64('<html lang="it"><body>Buongiorno</body></html>')],
    ['a DOCTYPE', base64('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')],
    ['the field twice', { SAMLResponse: ['PHg+', 'PHk+'] }],
    ['400 KB', base64(`<x>${'a'.repeat(400 * 1024)}</x>`)],
    ['5 MB', base64(`<x>${'a'.repeat(5 * 1024 * 1024)}</x>`)],
  ])('%s', async (_what, fields) => {
    const [browser, before] = [portal.browser(), await sessions()];
    refused(await browser.post(ACS, fields), browser);
    expect(await sessions()).toBe(before);
  });
});

const AGID = [
  ['Maggiori informazioni', 'https://www.spid.gov.it'],
  ['Non hai SPID?', 'https://www.spid.gov.it/cos-e-spid/come-attivare-spid/'],
  ['Serve aiuto?', 'https://www.spid.gov.it/serve-aiuto/'],
];

describe('the sign-in page', () => {
  it('has the providers of SPID behind one button, in an order of chance', async () => {
    const orders = new Set<string>();
    for (let times = 0; times < 50; times += 1) {
      const page = await portal.browser().get('/tre-ville/accedi');
      expect(page.text('main details > summary')).toBe('Entra con SPID');
      orders.add(page.texts('main details ul[aria-labelledby] a').join());
    }
    const [first, second] = [one.entry.name, other.entry.name];
    expect([...orders].toSorted()).toEqual([`${first},${second}`, `${second},${first}`].toSorted());
  });

  it('has the three links of SPID at the end of the list of providers, and nowhere else', async () => {
    const page = await portal.browser().get('/tre-ville/accedi');
    expect(linksIn(page, 'main details').slice(2)).toEqual(AGID);
    expect(linksIn(page, 'main').filter(([, href]) => !href?.startsWith('/'))).toEqual(AGID);
  });

  it('says what a sign-in of the third level is made with, of what the Comune offers alone', async () => {
    const said = async (ente: string) => (await portal.browser().get(`/${ente}/accedi?livello=3`)).text('main');
    expect(await said('rovereto')).toContain('se il tuo gestore te le ha date, oppure la carta d’identità elettronica');
    const spidAlone = await said('tre-ville');
    expect(spidAlone).toContain('un accesso di livello 3: credenziali SPID di livello 3');
    expect(spidAlone).not.toMatch(/carta|CIE/u);
  });

  it('has one link for a federation with one provider, and an explanation for who has neither', async () => {
    const page = await portal.browser().get('/rovereto/accedi');
    expect(page.texts('main .bottone-identita')).toEqual(['Entra con SPID', 'Entra con CIE']);
    expect(page.html.querySelector('main details')).toBeNull();
    expect(linksIn(page, 'section[aria-labelledby=via-spid]').slice(1)).toEqual(AGID);
    expect(linksIn(page, 'section[aria-labelledby=via-cie]').slice(1)).toEqual([
      ['Maggiori informazioni sulla CIE', 'https://www.cartaidentita.interno.gov.it/'],
      ['Non hai la CIE?', 'https://www.cartaidentita.interno.gov.it/richiedi/'],
    ]);
    expect(page.texts('main h2')).toContain('Non hai un’identità digitale?');
  });
});

describe('who is accepted', () => {
  it('lands in the service they came for, and the log knows nothing of who they are', async () => {
    const [browser, service] = [portal.browser(), '/rovereto/servizi/stato-di-famiglia/compila'];
    logged.length = 0;
    await signIn(browser, 'rovereto', 'anna-bianchi', service);
    expect([browser.path.split('?')[0], browser.cookies.has(COOKIE)]).toEqual(['/rovereto/condizioni', true]);
    await completeFirstAccess(browser, 'rovereto');
    const again = portal.browser();
    await signIn(again, 'rovereto', 'anna-bianchi', service);
    expect(again.path).toBe(service);
    expect(logged.join('\n')).not.toMatch(/BNCNNA85D52H612Q|Bianchi|anna\.bianchi@/u);
  });

  it('leaves request and answer in the register of sign-ins, sealed', async () => {
    await signIn(portal.browser(), 'rovereto', 'anna-bianchi');
    const pool = makePool(portal.database.adminUrl, { max: 1 });
    const { rows } = await pool
      .query<{ line: string; outcome: string }>('select t::text as line, outcome from sign_in_log t')
      .finally(() => pool.end());
    expect(rows.map(({ outcome }) => outcome)).toContain('signed_in');
    for (const { line } of rows) expect(line).not.toMatch(/BNCNNA85D52H612Q|Bianchi|Assertion/u);
  });

  it.each([
    'https://malevolo.example/rovereto/stanza',
    '//malevolo.example',
    '/\\malevolo.example',
    '/tre-ville/stanza',
    '/rovereto/../tre-ville/stanza',
    '/rovereto/%2e%2e//malevolo.example',
    'javascript:alert(1)',
    // Of ours, and no pages.
    '/rovereto/esci',
    '/rovereto/inventata',
  ])('is never taken to %s, whoever writes it where', async (elsewhere) => {
    const browser = portal.browser();
    const query = new URLSearchParams({ idp: 'http://localhost/gestore-di-prova/rovereto/spid', verso: elsewhere });
    const login = await browser.get(`/rovereto/spid/login?${query}`);
    const onward = new URL(login.location ?? '');
    expect([login.status, onward.host, onward.pathname]).toEqual([302, 'localhost', '/gestore-di-prova/rovereto/spid']);
    expect(onward.searchParams.get('RelayState')).toMatch(/^[\w-]{32,80}$/u);
    const door = await browser.get(onward.pathname + onward.search);
    const { form } = await answerOfProvider(browser, door, { persona: 'anna-bianchi' });
    const landed = await browser.post(ACS, { ...form, RelayState: elsewhere });
    expect([landed.status, landed.location]).toEqual([303, STANZA]);
  });

  it('is never sent to a provider that the Comune does not know', async () => {
    for (const idp of ['https://malevolo.example', ONE, '']) {
      const page = await portal.browser().get(`/rovereto/spid/login?${new URLSearchParams({ idp })}`);
      expect([idp, page.status]).toEqual([idp, 404]);
    }
  });

  it('is made a citizen at the first sign-in; the next one refreshes who they are, and leaves the contacts that they chose', async () => {
    const person = verified('chiara-maria-ricci');
    const enter = async (who: VerifiedIdentity): Promise<TestBrowser> => {
      const browser = portal.browser();
      const { form } = one.answer(await goTo(browser, ONE), who);
      expect((await browser.post('/tre-ville/spid/acs', form)).location).toBe('/tre-ville/stanza');
      return browser;
    };
    const browser = await enter(person);
    await completeFirstAccess(browser, 'tre-ville');
    await browser.visit('/tre-ville/profilo');
    await browser.send('/tre-ville/profilo', { ...PROFILE, email: 'scelta@cittadini.example' });
    const changed = { ...person, email: 'del.gestore@cittadini.example', telefono: '333 9999999' };
    const again = await enter({ ...changed, identity: { ...person.identity, nome: 'Chiara' } });
    const profile = await again.visit('/tre-ville/profilo');
    const written = (name: string) => profile.html.querySelector(`input[name=${name}]`)?.getAttribute('value');
    expect(profile.text('dl')).toContain('Chiara');
    expect(profile.text('dl')).not.toContain('Chiara Maria');
    expect([written('email'), written('telefono')]).toEqual(['scelta@cittadini.example', PROFILE.telefono]);
  });
});

describe('an ente with a key in files and no data of its own, as one that was taken out of CIE', () => {
  it('signs with it at the test provider, which knows it', async () => {
    const key = await sampleKey(sampleSettings('cie'));
    const files = signingKeyFiles(portal.signInKeysDir, 'rovereto', 'cie');
    await keepSigningKey(files, key);
    const metadata = await portal.browser().get('/rovereto/cie/metadata');
    expect(metadata.body).toContain(certificateBase64(key.certificatePem));
    const idp = 'http://localhost/gestore-di-prova/rovereto/cie';
    const browser = portal.browser();
    const onward = new URL((await browser.get(`/rovereto/cie/login?idp=${idp}`)).location ?? '');
    expect((await browser.get(onward.pathname + onward.search)).status).toBe(200);
    for (const file of Object.values(files)) await rm(file);
  });
});

describe('the metadata', () => {
  it.each(['spid', 'cie'])('of %s are the same bytes each time', async (federation) => {
    const ask = () => portal.browser().get(`/rovereto/${federation}/metadata`);
    const [first, second] = [await ask(), await ask()];
    expect([first.status, first.headers['content-type']]).toEqual([200, 'application/samlmetadata+xml']);
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(first.body).toMatch(/^<md:EntityDescriptor/u);
  });
});
