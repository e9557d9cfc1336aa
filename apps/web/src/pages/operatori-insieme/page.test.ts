import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_BULK } from '@stanza/core';
import { answerWith, officeHref, registeredPractice } from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const INSIEME = '/rovereto/operatori/insieme';

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let ids: readonly string[];
beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
  await answerWith(portal, { answerFlow: 'documento', bulkDecisions: true });
  ids = [];
  for (let count = 0; count < 3; count += 1) ids = [...ids, await registeredPractice(portal, citizen)];
});
afterAll(() => portal.close());

/** What the boxes of the page, or the hidden fields of the question, stand for. */
const valuesOn = (page: Page) =>
  page.html.querySelectorAll('main input[name=pratica]').map((box) => box.getAttribute('value') ?? '');
/** Sends a form with several values of one name, which a record cannot hold. */
const post = (
  browser: TestBrowser,
  path: string,
  pratica: readonly string[],
  fields: Readonly<Record<string, string>>,
) => browser.post(path, { ...fields, pratica });
const rowsOf = (page: Page, caption: string) =>
  page.html
    .querySelectorAll('table')
    .filter((table) => table.querySelector('caption')?.textContent === caption)
    .flatMap((table) => table.querySelectorAll('tbody tr'))
    .map((row) => row.textContent);
const stateOf = async (id: string) => (await citizen.visit(`/rovereto/pratiche/${id}`)).text('.stato');

describe('several practices together', () => {
  it('are chosen, confirmed and taken in charge, and each says what happened', async () => {
    const values = valuesOn(await operator.visit(INSIEME));
    expect(values.map((value) => value.split(':')[0]).toSorted()).toEqual([...ids].toSorted());
    const colleague = await portal.operator('amministratore');
    const asked = await post(operator, INSIEME, values, { azione: 'prendi' });
    expect([asked.status, asked.text('h1')]).toEqual([200, 'Vuoi prendere in carico 3 pratiche?']);
    expect(await stateOf(ids[0] ?? '')).toBe('Inviata');
    await colleague.visit(INSIEME);
    await post(colleague, `${INSIEME}/conferma`, values.slice(0, 1), { azione: 'prendi' });
    const done = await post(operator, `${INSIEME}/conferma`, valuesOn(asked), { azione: 'prendi' });
    expect(done.text('.avviso-warning')).toContain('Fatto per 2 su 3');
    expect(rowsOf(done, 'Che cosa abbiamo fatto').filter((row) => row.includes('Presa in carico'))).toHaveLength(2);
    expect(rowsOf(done, 'Che cosa abbiamo fatto').join()).toContain('È già in carico a un altro operatore.');
    const later = await post(operator, INSIEME, values, { azione: 'prendi' });
    expect(later.text('main')).toContain('Per nessuna delle pratiche scelte è possibile.');
  });

  it('are rejected with one reason, which is not lost, and closed', async () => {
    const values = valuesOn(await operator.visit(INSIEME));
    expect(values).toHaveLength(2);
    const asked = await post(operator, INSIEME, values, { azione: 'rifiuta' });
    expect(asked.text('main')).toContain('La decisione è definitiva');
    const send = (fields: Readonly<Record<string, string>>) =>
      post(operator, `${INSIEME}/conferma`, valuesOn(asked), { azione: 'rifiuta', ...fields });
    const without = await send({ motivazione: ' ' });
    expect([without.status, without.text('.campo-errore')]).toEqual([
      422,
      expect.stringContaining('Scrivi la motivazione'),
    ]);
    const expired = await send({ motivazione: 'Posti esauriti.', _csrf: 'scaduto' });
    expect([expired.status, expired.text('#motivazione').trim()]).toEqual([403, 'Posti esauriti.']);
    expect((await send({ motivazione: 'Posti esauriti.' })).text('.avviso-success')).toBe(
      'Operazione riuscitaFatto per 2 pratiche.',
    );
    expect((await send({ motivazione: 'Posti esauriti.' })).text('.avviso-success')).toContain('Fatto per 2 pratiche.');
    await portal.drain();
    const states = await Promise.all(ids.map(stateOf));
    expect(states.filter((state) => state === 'Rifiutata')).toHaveLength(2);
    expect((await citizen.visit(`/rovereto/pratiche/${ids[states.indexOf('Rifiutata')]}`)).body).toContain(
      'Posti esauriti.',
    );
  });

  it('say why not, where the service decides one by one', async () => {
    await answerWith(portal, { answerFlow: 'firma', bulkDecisions: true });
    const id = await registeredPractice(portal, citizen);
    const take = valuesOn(await operator.visit(INSIEME));
    await post(operator, `${INSIEME}/conferma`, take, { azione: 'prendi' });
    const version = (await operator.visit(`${officeHref(id)}/elabora`)).html
      .querySelector('input[name=versione]')
      ?.getAttribute('value');
    const page = await post(operator, INSIEME, [`${id}:${version}`], { azione: 'accetta' });
    expect(rowsOf(page, 'Escluse').join()).toContain('Il suo servizio si decide una pratica alla volta.');
    expect(page.html.querySelector('main form')).toBeNull();
  });

  it('are at least one and at most fifty, and what is not ours is as if it had not been chosen', async () => {
    await operator.visit(INSIEME);
    const none = await post(operator, INSIEME, [], { azione: 'prendi' });
    expect([none.status, none.text('.avviso')]).toEqual([422, expect.stringContaining('Scegli almeno una pratica.')]);
    const uuid = (index: number) => `0199a2b4-0000-7000-8000-${String(index).padStart(12, '0')}:1`;
    const many = Array.from({ length: MAX_BULK + 1 }, (_, index) => uuid(index));
    expect((await post(operator, INSIEME, many, { azione: 'prendi' })).status).toBe(422);
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    const there = INSIEME.replace('rovereto', 'tre-ville');
    await elsewhere.visit(there);
    const foreign = await post(elsewhere, there, [`${ids[0]}:3`, 'x', ':'], { azione: 'prendi' });
    expect(foreign.text('main')).toContain('Per nessuna delle pratiche scelte');
    expect((await post(operator, INSIEME, [uuid(1)], { azione: 'cancella' })).status).toBe(422);
  });
});
