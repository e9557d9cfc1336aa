import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  officeHref,
  operatorWithoutServices,
  registeredPractice,
  takeCharge,
  versionOn,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const CHARGES = '/rovereto/operatori/in-carico';

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let administrator: TestBrowser;
let id: string;
let riassegna: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
  administrator = await portal.operator('amministratore');
  await operatorWithoutServices(portal);
});
afterAll(() => portal.close());
beforeEach(async () => {
  id = await registeredPractice(portal, citizen);
  riassegna = `${officeHref(id)}/riassegna`;
  await takeCharge(operator, id);
});

const candidatesOn = (page: Page) =>
  page.html.querySelectorAll('#operatore option[value]:not([value=""])').map((option) => ({
    name: option.textContent,
    id: option.getAttribute('value') ?? '',
  }));
const charges = async (): Promise<ReadonlyMap<string, string>> => {
  const page = await administrator.visit(CHARGES);
  const rows = page.html.querySelectorAll('tbody tr');
  return new Map(
    rows.map((row) => [
      row.querySelector('th a')?.textContent.trim() ?? '',
      row.querySelectorAll('td').at(-2)?.childNodes.at(-1)?.textContent.trim() ?? '',
    ]),
  );
};

describe('the practices in charge', () => {
  it('are counted for each operator, and led to from there without the citizens', async () => {
    const page = await administrator.visit(CHARGES);
    expect(page.text('main')).toContain('Nuovo Arrivato');
    const link = page.html.querySelectorAll('tbody a').find(({ textContent }) => textContent.includes('Paola Conti'));
    const list = await administrator.visit(link?.getAttribute('href') ?? '');
    expect(list.text('h1')).toBe('Pratiche in carico a Paola Conti');
    expect(list.html.querySelector(`a[href="${riassegna}"]`)).not.toBeNull();
    expect(list.body).not.toMatch(/Bianchi|BNCNNA/u);
    expect((await administrator.get(`${CHARGES}/0199a2b4-0000-7000-8000-000000000000`)).status).toBe(404);
  });
});

describe('a practice that is reassigned', () => {
  it('goes from one operator to another, who is mailed, and the citizen reads nothing of it', async () => {
    const before = await charges();
    expect((await administrator.visit(officeHref(id))).html.querySelector(`a[href="${riassegna}"]`)).not.toBeNull();
    const page = await administrator.visit(riassegna);
    expect(page.text('.dati')).toContain('Paola Conti');
    // Neither who has it, nor who works on no service.
    expect(candidatesOn(page).map(({ name }) => name)).not.toContain('Paola Conti');
    expect(candidatesOn(page).map(({ name }) => name)).not.toContain('Nuovo Arrivato');
    const [to] = candidatesOn(page);
    const form = { versione: versionOn(page), operatore: to?.id ?? '' };
    const sent = await administrator.post(riassegna, form);
    expect([sent.status, sent.location?.startsWith(CHARGES)]).toEqual([303, true]);
    expect((await administrator.visit(sent.location ?? '')).text('.avviso')).toContain('La pratica è riassegnata');
    expect((await administrator.post(riassegna, form)).status).toBe(303);
    const after = await charges();
    expect(Number(after.get('Paola Conti'))).toBe(Number(before.get('Paola Conti')) - 1);
    expect((await operator.get(`${officeHref(id)}/elabora`)).status).toBe(409);
    expect((await operator.visit(officeHref(id))).texts('.iter-stato')).toContain('Assegnata a un altro operatore');
    await portal.drain();
    expect((await citizen.visit(`/rovereto/pratiche/${id}`)).body).not.toContain('Assegnata');
  });

  it('is not for operators, nor before it was taken in charge', async () => {
    expect((await operator.get(riassegna)).status).toBe(404);
    expect((await operator.post(riassegna, { versione: '1' })).status).toBe(404);
    expect((await operator.visit(officeHref(id))).body).not.toContain('/riassegna');
    const untaken = await registeredPractice(portal, citizen);
    expect((await administrator.get(`${officeHref(untaken)}/riassegna`)).status).toBe(409);
  });

  it('says what is wrong, and keeps the choice', async () => {
    const page = await administrator.visit(riassegna);
    const versione = versionOn(page);
    const none = await administrator.post(riassegna, { versione, operatore: '' });
    expect([none.status, none.text('.campo-errore')]).toEqual([
      422,
      expect.stringContaining('Scegli a chi assegnare la pratica.'),
    ]);
    const nobody = await administrator.post(riassegna, { versione, operatore: '0199a2b4-0000-7000-8000-000000000000' });
    expect([nobody.status, nobody.text('.campo-errore')]).toEqual([422, expect.stringContaining('non può ricevere')]);
    const operatore = candidatesOn(page)[0]?.id ?? '';
    const expired = await administrator.post(riassegna, { versione, operatore, _csrf: 'scaduto' });
    expect(expired.status).toBe(403);
    expect(expired.html.querySelector('option[selected]')?.getAttribute('value')).toBe(operatore);
    const stale = await administrator.post(riassegna, { versione: '1', operatore });
    expect([stale.status, stale.text('.avviso')]).toEqual([409, expect.stringContaining('a chi è in carico')]);
  });
});
