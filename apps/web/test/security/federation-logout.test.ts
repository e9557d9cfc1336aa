import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignInLevel, VerifiedIdentity } from '@stanza/core';
import { testCitizens } from '@stanza/gateways/test-provider';
import { answerWith } from '../../src/testing/office.ts';
import { enterSpid, type PlayedProvider } from '../../src/testing/played-provider.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { completeFirstAccess, makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const [ONE, OTHER] = ['https://uno.gestori.example', 'https://altro.gestori.example'];

const logged: string[] = [];
let portal: TestPortal;
let person: VerifiedIdentity;
let one: PlayedProvider;
let other: PlayedProvider;
beforeAll(async () => {
  portal = await makeTestPortal({ log: (line) => logged.push(line) });
  await answerWith(portal, { signInLevel: 1 }, 'certificato-di-nascita', 'tre-ville');
  const [first, second] = await enterSpid(portal, 'tre-ville', [ONE, OTHER]);
  const [citizen] = testCitizens;
  if (first === undefined || second === undefined || citizen === undefined) throw new Error('Not enough to play with');
  [one, other, person] = [first, second, citizen.verified];
});
afterAll(() => portal.close());

/** Of a service that is content with a password: a provider keeps a session of the first level alone. */
const COMPILE = '/tre-ville/servizi/certificato-di-nascita/compila';

const goTo = (browser: TestBrowser, provider: string, livello = '2'): Promise<Page> =>
  browser.get(`/tre-ville/spid/login?${new URLSearchParams({ idp: provider, livello, verso: COMPILE })}`);

/** The page that says that nothing was confirmed, and nothing of why. */
const notConfirmed = (page: Page): void => {
  expect([page.status, page.text('h1')]).toEqual([400, 'L’uscita non è confermata']);
  expect(page.body).not.toMatch(/logout_[a-z]|request_unknown|not_valid|saml|\.ts:\d/iu);
};

/** The rules that refused messages broke, as the log names them. */
const noted = (): readonly unknown[] =>
  logged
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'a logout is refused')
    .map(({ rule }) => rule);

describe('the logout', () => {
  /** Somebody who came in by the first provider. */
  const enter = async (level: SignInLevel = 2) => {
    const browser = portal.browser();
    const login = await goTo(browser, ONE, String(level));
    const { form, nameId } = one.answer(login, person, { level });
    await browser.post('/tre-ville/spid/acs', form);
    await completeFirstAccess(browser, 'tre-ville');
    return { browser, nameId };
  };
  /** @returns where the browser may go on to log out at the provider */
  const leave = async (browser: TestBrowser): Promise<string> => {
    await browser.visit(COMPILE);
    const page = await browser.post('/tre-ville/esci', {});
    expect([page.status, page.text('h1')]).toEqual([200, 'Sei uscito dalla tua stanza']);
    return page.html.querySelector('main a.btn')?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '';
  };
  const isIn = async (browser: TestBrowser) => (await browser.get(COMPILE)).status === 200;

  it('at the portal ends the session, and offers that of the provider, which keeps one of the first level alone', async () => {
    const higher = (await enter()).browser;
    await higher.visit(COMPILE);
    expect((await higher.post('/tre-ville/esci', {})).location).toBe('/tre-ville/servizi');
    const { browser } = await enter(1);
    const onward = new URL(await leave(browser));
    expect(onward.origin + onward.pathname).toBe(`${ONE}/slo`);
    expect([...onward.searchParams.keys()]).toEqual(['SAMLRequest', 'SigAlg', 'Signature']);
    expect(await isIn(browser)).toBe(false);
  });

  it('at the provider ends the session here, and is answered', async () => {
    const { browser, nameId } = await enter();
    expect(await isIn(browser)).toBe(true);
    const page = await portal.browser().get(await one.logoutRequest(nameId));
    const onward = new URL(page.location ?? '');
    expect([page.status, onward.origin + onward.pathname]).toEqual([302, `${ONE}/slo`]);
    expect([...onward.searchParams.keys()]).toEqual(['SAMLResponse', 'SigAlg', 'Signature']);
    const next = await browser.get(COMPILE);
    expect([next.status, next.location?.split('?')[0]]).toEqual([303, '/tre-ville/accedi']);
  });

  it('that nobody has signed, or somebody else, ends nothing', async () => {
    const { browser, nameId } = await enter();
    const signed = await one.logoutRequest(nameId);
    const unsigned = signed.replace(/&SigAlg=.*$/u, '');
    expect(unsigned).not.toBe(signed);
    const anybody = portal.browser();
    logged.length = 0;
    const pages = [
      await anybody.get(unsigned),
      await anybody.get(await other.logoutRequest(nameId, one.entry)),
      await anybody.post('/tre-ville/spid/logout', { SAMLRequest: 'PHg+' }),
    ];
    for (const page of pages) notConfirmed(page);
    expect(noted()).toEqual(['logout_signature', 'logout_signature', 'message_xml']);
    expect(await isIn(browser)).toBe(true);
  });

  it('at another provider ends the sessions of that one alone', async () => {
    const { browser, nameId } = await enter();
    expect((await portal.browser().get(await other.logoutRequest(nameId))).status).toBe(302);
    expect(await isIn(browser)).toBe(true);
  });

  it('is no message where there is none, as in a bookmark: the services are there', async () => {
    const page = await portal.browser().get('/tre-ville/spid/logout');
    expect([page.status, page.location]).toEqual([303, '/tre-ville/servizi']);
  });

  it('that the provider confirms leads back to the services, once, and only as an answer to us', async () => {
    const asked = await leave((await enter(1)).browser);
    const back = portal.browser();
    notConfirmed(await back.get(await other.logoutAnswer(asked)));
    notConfirmed(await back.get(await other.logoutAnswer(asked, one.entry)));
    const answer = await one.logoutAnswer(asked);
    const page = await back.get(answer);
    expect([page.status, page.location]).toEqual([303, '/tre-ville/servizi?fatto=uscita']);
    expect((await back.visit(page.location ?? '')).text('.avviso')).toContain('Sei uscito anche dal gestore.');
    notConfirmed(await back.get(answer));
    // Of one that nobody was asked for.
    notConfirmed(await back.get(await one.logoutAnswer((await goTo(back, ONE)).location ?? '')));
  });
});
