import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_BULK } from '@stanza/core';
import { answerWith, registeredPractice } from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const OFFICE = '/rovereto/operatori';
const INSIEME = `${OFFICE}/insieme`;
const TO_ASSIGN = `${OFFICE}?lista=da_assegnare`;
const MINE = `${OFFICE}?lista=da_gestire`;

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

/** What the boxes of the list, or the hidden fields of the question, stand for. */
const valuesOn = (page: Page) =>
  page.html.querySelectorAll('main input[name=pratica]').map((box) => box.getAttribute('value') ?? '');
/** Presses a button below the boxes that are ticked: what the form around them has is sent too. */
const press = (
  browser: TestBrowser,
  page: Page,
  azione: string,
  pratica: readonly string[] = valuesOn(page),
  fields: Readonly<Record<string, string>> = {},
) => {
  const form = page.html.querySelectorAll('main form').find((one) => one.querySelector('input[name=pratica]'));
  const hidden = form?.querySelectorAll('input[type=hidden]') ?? [];
  const sent = hidden.map((one) => [one.getAttribute('name') ?? '', one.getAttribute('value') ?? '']);
  return browser.post(form?.getAttribute('action') ?? '', { ...Object.fromEntries(sent), ...fields, azione, pratica });
};
/** Where the page leads back to. */
const backOf = (page: Page) =>
  page.html
    .querySelectorAll('main a')
    .find(({ textContent }) => ['No', 'Torna all’elenco'].includes(textContent))
    ?.getAttribute('href')
    ?.replaceAll('&amp;', '&');
const rowsOf = (page: Page, caption: string) =>
  page.html
    .querySelectorAll('table')
    .filter((table) => table.querySelector('caption')?.textContent === caption)
    .flatMap((table) => table.querySelectorAll('tbody tr'))
    .map((row) => row.textContent);
const stateOf = async (id: string) => (await citizen.visit(`/rovereto/pratiche/${id}`)).text('.stato');

describe('several practices together', () => {
  it('are chosen in the list, confirmed and taken in charge, and each says what happened', async () => {
    const list = await operator.visit(TO_ASSIGN);
    const values = valuesOn(list);
    expect(values.map((value) => value.split(':')[0]).toSorted()).toEqual([...ids].toSorted());
    const colleague = await portal.operator('amministratore');
    const asked = await press(operator, list, 'prendi');
    expect([asked.status, asked.text('h1')]).toEqual([200, 'Vuoi prendere in carico 3 pratiche?']);
    expect(await stateOf(ids[0] ?? '')).toBe('Inviata');
    await press(
      colleague,
      await press(colleague, await colleague.visit(TO_ASSIGN), 'prendi', values.slice(0, 1)),
      'prendi',
    );
    const done = await press(operator, asked, 'prendi');
    expect(done.text('.avviso-warning')).toContain('Fatto per 2 su 3');
    expect(rowsOf(done, 'Che cosa abbiamo fatto').filter((row) => row.includes('Presa in carico'))).toHaveLength(2);
    expect(rowsOf(done, 'Che cosa abbiamo fatto').join()).toContain('È già in carico a un altro operatore.');
    expect(backOf(done)).toBe(TO_ASSIGN);
    const later = await press(operator, list, 'prendi');
    expect(later.text('main')).toContain('Per nessuna delle pratiche scelte è possibile.');
  });

  it('are rejected with one reason, which is not lost, and closed', async () => {
    const list = await operator.visit(MINE);
    expect(valuesOn(list)).toHaveLength(2);
    const asked = await press(operator, list, 'rifiuta');
    expect(asked.text('main')).toContain('La decisione è definitiva');
    const send = (fields: Readonly<Record<string, string>>) =>
      press(operator, asked, 'rifiuta', valuesOn(asked), fields);
    const without = await send({ motivazione: ' ' });
    expect([without.status, without.text('.campo-errore')]).toEqual([
      422,
      expect.stringContaining('Scrivi la motivazione'),
    ]);
    const expired = await send({ motivazione: 'Posti esauriti.', _csrf: 'scaduto' });
    expect([expired.status, expired.text('#motivazione').trim()]).toEqual([403, 'Posti esauriti.']);
    const done = await press(operator, expired, 'rifiuta', valuesOn(expired), { motivazione: 'Posti esauriti.' });
    expect(done.text('.avviso-success')).toBe('Operazione riuscitaFatto per 2 pratiche.');
    expect((await send({ motivazione: 'Posti esauriti.' })).text('.avviso-success')).toContain('Fatto per 2 pratiche.');
    await portal.drain();
    const states = await Promise.all(ids.map(stateOf));
    expect(states.filter((state) => state === 'Rifiutata')).toHaveLength(2);
    expect((await citizen.visit(`/rovereto/pratiche/${ids[states.indexOf('Rifiutata')]}`)).body).toContain(
      'Posti esauriti.',
    );
    // What was typed can still be taken elsewhere, when nothing can be done with it any more.
    const other = { motivazione: 'Un’altra ragione.' };
    for (const late of [await send({ ...other, _csrf: 'scaduto' }), await send(other)]) {
      expect(late.text('.avviso-warning')).toContain('Per nessuna delle pratiche scelte è possibile.');
      expect(late.text('.tabella-scritto')).toBe(other.motivazione);
      expect(late.html.querySelector('main form')).toBeNull();
    }
  });

  it('are still chosen on a page that had expired: it asks, and has done nothing', async () => {
    const id = await registeredPractice(portal, citizen);
    const list = await operator.visit(TO_ASSIGN);
    const expired = await press(operator, list, 'prendi', valuesOn(list), { _csrf: 'scaduto' });
    expect([expired.status, expired.text('h1')]).toEqual([403, 'Vuoi prendere in carico una pratica?']);
    expect(expired.text('.avviso-error')).toContain('La pagina era scaduta');
    expect(await stateOf(id)).toBe('Inviata');
    expect((await press(operator, expired, 'prendi')).text('.avviso-success')).toContain('Fatto per una pratica.');
  });

  it('have no box, and are refused, where the service decides one by one', async () => {
    const before = await operator.visit(MINE);
    expect(valuesOn(before)).toHaveLength(1);
    await answerWith(portal, { answerFlow: 'firma', bulkDecisions: true });
    expect(valuesOn(await operator.visit(MINE))).toEqual([]);
    const page = await press(operator, before, 'accetta');
    expect(rowsOf(page, 'Escluse').join()).toContain('Il suo servizio si decide una pratica alla volta.');
    expect(page.html.querySelector('main form')).toBeNull();
  });

  it('lead back to the list as it was limited and put in order, and to nowhere else', async () => {
    await registeredPractice(portal, citizen);
    await operator.visit(TO_ASSIGN);
    const list = await operator.send(OFFICE, { lista: 'da_assegnare', cerca: 'bianchi', ordine: 'protocollo-asc' });
    const address = operator.path;
    const asked = await press(operator, list, 'prendi');
    expect(list.body).toContain('Ricerca: bianchi');
    expect(backOf(asked)).toBe(address);
    expect((await operator.visit(backOf(asked) ?? '')).body).toContain('Ricerca: bianchi');
    expect(backOf(await press(operator, list, 'prendi', []))).toBe(backOf(asked));
    expect(backOf(await press(operator, list, 'prendi', valuesOn(list), { dopo: 'x&y', lista: 'tutte' }))).toMatch(
      /^\/rovereto\/operatori\?lista=tutte&ordine=protocollo-asc&ricerca=[\w-]+&dopo=x%26y$/u,
    );
    const odd = {
      lista: '//elsewhere.example',
      servizio: 'https:',
      ricerca: 'rubbish',
      ordine: '',
      dopo: 'x'.repeat(201),
    };
    expect(backOf(await press(operator, list, 'prendi', [], odd))).toMatch(/^\/rovereto\/operatori\?lista=da_\w+$/u);
  });

  it('are at least one and at most a page of them, and what is not ours is as if it had not been chosen', async () => {
    const list = await operator.visit(TO_ASSIGN);
    const none = await press(operator, list, 'prendi', []);
    expect([none.status, none.text('.avviso')]).toEqual([422, expect.stringContaining('Scegli almeno una pratica.')]);
    const uuid = (index: number) => `0199a2b4-0000-7000-8000-${String(index).padStart(12, '0')}:1`;
    const many = Array.from({ length: MAX_BULK + 1 }, (_, index) => uuid(index));
    expect((await press(operator, list, 'prendi', many)).status).toBe(422);
    expect((await press(operator, list, 'cancella', [uuid(1)])).status).toBe(422);
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    await elsewhere.visit('/tre-ville/operatori');
    for (const path of ['insieme', 'insieme/conferma']) {
      const foreign = { azione: 'prendi', pratica: [`${ids[0]}:3`, 'x', ':'] };
      const page = await elsewhere.post(`/tre-ville/operatori/${path}`, foreign);
      expect(page.text('.avviso-warning')).toContain('Per nessuna delle pratiche scelte');
      expect(page.html.querySelector('main table')).toBeNull();
    }
    expect((await operator.get(INSIEME)).status).toBe(405);
  });
});
