import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSettableClock } from '@stanza/core/testing';
import { sendCertificate } from '../../src/testing/certificato.ts';
import { signIn } from '../../src/testing/sign-in.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const HOUR = 60 * 60 * 1000;
const STANZA = '/rovereto/stanza';
const PANEL = '/rovereto/operatori';

const clock = makeSettableClock(new Date());
let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal({ clock });
});
afterAll(() => portal.close());

describe('a session', () => {
  it.each([
    ['a citizen', () => portal.citizen('anna-bianchi'), STANZA],
    ['an operator', () => portal.operator(), PANEL],
  ])('of %s in use goes on, for twelve hours at most', async (_who, enter, page) => {
    const somebody = await enter();
    for (let hours = 0; hours < 11; hours += 1) {
      clock.advance(HOUR);
      expect([hours, (await somebody.get(page)).status]).toEqual([hours, 200]);
    }
    clock.advance(HOUR);
    expect((await somebody.get(page)).status).toBe(303);
  });

  it('that nobody uses ends after eight hours', async () => {
    const somebody = await portal.citizen('anna-bianchi');
    clock.advance(8 * HOUR - 1);
    expect((await somebody.get(STANZA)).status).toBe(200);
    const other = await portal.citizen('mario-rossi');
    clock.advance(8 * HOUR);
    expect((await other.get(STANZA)).status).toBe(303);
  });
});

describe('a form sent when the session is over', () => {
  it('leads, after the sign-in, to the page that the form was on', async () => {
    const somebody = await portal.citizen('anna-bianchi');
    const practice = await sendCertificate(somebody);
    await somebody.visit(practice);
    clock.advance(8 * HOUR);
    const sent = await somebody.post(`${practice}/nota`, { nota_privata: 'Scritta a lungo' });
    expect(sent.location).toBe(`/rovereto/accedi?verso=${encodeURIComponent(practice)}`);
    await signIn(somebody, 'rovereto', 'anna-bianchi', practice);
    expect(somebody.path).toBe(practice);
  });

  it('leads an operator to the practice, not to the address of a button', async () => {
    const operator = await portal.operator();
    const practice = `${PANEL}/pratiche/01890a5d-ac96-774b-bcce-b302099a8057`;
    await operator.visit(PANEL);
    clock.advance(8 * HOUR);
    const sent = await operator.post(`${practice}/consegne/01890a5d-ac96-774b-bcce-b302099a8058/riprova`, {});
    expect(sent.location).toBe(`${PANEL}/accesso?verso=${encodeURIComponent(practice)}`);
  });

  it('“Esci” leads to the first page of the Comune, because who pressed it is out', async () => {
    const somebody = await portal.citizen('anna-bianchi');
    await somebody.visit(STANZA);
    clock.advance(8 * HOUR);
    expect((await somebody.post('/rovereto/esci', {})).location).toBe('/rovereto/servizi');
  });
});

describe('forms of several Comuni and roles in one browser', () => {
  it('do not spoil each other: an operator who signs in somewhere leaves a citizen’s “Esci” good elsewhere', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const open = await browser.visit(STANZA);
    const token = open.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
    const staff = portal.staff.find(({ ente }) => ente.includes('Tre Ville'));
    const door = '/tre-ville/operatori/accesso';
    await browser.visit(door);
    const entered = await browser.post(door, { email: staff?.username ?? '', password: staff?.password ?? '' });
    expect(entered.location).toBe('/tre-ville/operatori');
    await browser.visit('/tre-ville/operatori');
    const out = await browser.post('/rovereto/esci', { _csrf: token });
    expect([out.status, out.location]).toEqual([303, '/rovereto/servizi']);
    expect((await browser.get(STANZA)).status).toBe(303);
    expect((await browser.get('/tre-ville/operatori')).status).toBe(200);
  });

  it.each([
    ['a citizen', () => portal.citizen('anna-bianchi'), STANZA, '/rovereto/esci', '/rovereto/servizi'],
    ['an operator', () => portal.operator(), PANEL, `${PANEL}/esci`, `${PANEL}/accesso`],
  ])(
    '“Esci” on an old page tells %s that they are still in, with a button that works',
    async (_who, enter, page, exit, out) => {
      const somebody = await enter();
      const still = await somebody.post(exit, { _csrf: 'vecchio' });
      expect(still.status).toBe(403);
      expect(still.text('h1')).toBe('Non sei ancora uscito');
      expect(still.html.querySelector('main form')?.getAttribute('action')).toBe(exit);
      expect((await somebody.get(page)).status).toBe(200);
      expect((await somebody.post(exit, {})).location).toBe(out);
      expect((await somebody.get(page)).status).toBe(303);
    },
  );
});

describe('“Accedi” in the header', () => {
  const hrefOn = async (path: string) =>
    (await portal.browser().visit(path)).html.querySelector('.testata-accedi')?.getAttribute('href');

  it('leads back to the page that it was pressed on', async () => {
    const sheet = '/rovereto/servizi/certificato-di-nascita';
    expect(await hrefOn(`${sheet}?a=b`)).toBe(`/rovereto/accedi?verso=${encodeURIComponent(sheet)}`);
    expect(await hrefOn('/rovereto/accedi')).toBe('/rovereto/accedi');
    expect(await hrefOn('/rovereto/inesistente')).toBe('/rovereto/accedi');
  });

  it('the sign-in page promises to lead back only when there is somewhere to go', async () => {
    const sentence = 'torni alla pagina che volevi aprire';
    const withGoal = await portal.browser().visit('/rovereto/accedi?verso=%2Frovereto%2Fpratiche');
    expect(withGoal.text('main')).toContain(sentence);
    expect((await portal.browser().visit('/rovereto/accedi')).text('main')).not.toContain(sentence);
  });
});
