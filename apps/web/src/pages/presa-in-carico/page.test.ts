import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fillIn, sendCertificate } from '../../testing/certificato.ts';
import {
  officeHref,
  operatorWithoutServices,
  registeredPractice,
  takeCharge,
  versionOn,
} from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const idOf = (path: string): string => path.split('/').at(-1) ?? '';
const questionOf = (id: string): string => `${officeHref(id)}/presa-in-carico`;

describe('to take a practice in charge', () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;
  let administrator: TestBrowser;
  let id: string;

  beforeAll(async () => {
    portal = await makeTestPortal();
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
    administrator = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    id = await registeredPractice(portal, citizen);
  });

  it('asks first, and changes nothing by asking', async () => {
    const page = await operator.visit(questionOf(id));
    expect(page.text('h1')).toMatch(/^Vuoi prendere in carico la pratica .* \(Certificato di nascita\)\?$/u);
    expect(page.text('.conferma button')).toBe('Sì, sono sicuro');
    expect(page.html.querySelector('.conferma a')?.getAttribute('href')).toBe(officeHref(id));
    expect((await operator.visit(officeHref(id))).text('.dati')).toContain('In carico aNessuno');
  });

  it('makes it the operator’s, opens its detail and tells the citizen, without saying who', async () => {
    const page = await takeCharge(operator, id);
    expect(operator.path).toBe(officeHref(id));
    expect(page.text('.dati')).toContain('In carico aTe');
    expect(page.text('.stato')).toBe('In elaborazione');
    await portal.drain();
    const detail = await citizen.visit(`/rovereto/pratiche/${id}`);
    expect(detail.texts('.iter-stato')).toContain('Presa in carico');
    expect(detail.body).not.toContain('Paola');
  });

  it('is won by one of two operators at once, and the other is told', async () => {
    const asked = await administrator.visit(questionOf(id));
    await takeCharge(operator, id);
    const late = await administrator.post(questionOf(id), { conferma: 'si', versione: versionOn(asked) });
    expect(late.status).toBe(409);
    expect(late.text('h1')).toBe('Un altro operatore ha aggiornato la pratica');
    expect((await administrator.visit(officeHref(id))).text('.dati')).toContain('In carico aPaola Conti');
  });

  it('tells who follows an old link to it that somebody else was faster', async () => {
    await takeCharge(operator, id);
    const page = await administrator.get(questionOf(id));
    expect([page.status, page.text('h1')]).toEqual([409, 'Un altro operatore ha aggiornato la pratica']);
  });

  it('is done once by a double click', async () => {
    const versione = versionOn(await operator.visit(questionOf(id)));
    const twice = await Promise.all([1, 2].map(() => operator.post(questionOf(id), { conferma: 'si', versione })));
    expect(twice.map(({ status, location }) => [status, location])).toEqual([
      [303, officeHref(id)],
      [303, officeHref(id)],
    ]);
    const { texts } = await citizen.visit(`/rovereto/pratiche/${id}`);
    expect(texts('.iter-stato').filter((word) => word === 'Presa in carico')).toHaveLength(1);
    expect((await operator.get(questionOf(id))).location).toBe(officeHref(id));
  });

  it('waits for the protocol number', async () => {
    const waiting = idOf(await sendCertificate(citizen));
    expect((await operator.get(questionOf(waiting))).status).toBe(409);
    const forced = await operator.post(questionOf(waiting), { versione: '2' });
    expect(forced.status).toBe(409);
    await portal.drain();
  });

  it.each(['', '-1', 'due', '1.0', '99999999999999999999'])('refuses the version «%s»', async (versione) => {
    await operator.visit(questionOf(id));
    expect((await operator.post(questionOf(id), { versione })).status).toBe(409);
  });

  it('needs the token of the page', async () => {
    const versione = versionOn(await operator.visit(questionOf(id)));
    expect((await operator.post(questionOf(id), { _csrf: 'altro', versione })).status).toBe(403);
  });

  it('does not exist for who may not see the practice, nor for a draft', async () => {
    const newcomer = await operatorWithoutServices(portal);
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    const draft = idOf(await fillIn(citizen));
    const cases: readonly (readonly [TestBrowser, string])[] = [
      [newcomer, questionOf(id)],
      [elsewhere, questionOf(id).replace('rovereto', 'tre-ville')],
      [operator, questionOf(draft)],
      [operator, questionOf('0199a2b4-0000-7000-8000-000000000000')],
      [operator, questionOf('uno')],
    ];
    for (const [browser, path] of cases) {
      expect((await browser.get(path)).status).toBe(404);
      expect((await browser.post(path, { versione: '1' })).status).toBe(404);
    }
  });
});
