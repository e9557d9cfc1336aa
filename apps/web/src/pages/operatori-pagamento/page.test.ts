import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, daysAfter } from '@stanza/core';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import { type PracticeInCharge, practiceInCharge } from '../../testing/memory-payment.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';

let office: MemoryOffice;
let operator: TestBrowser;
beforeAll(async () => {
  office = await openMemoryOffice();
  operator = await office.givePassword(office.operator);
});
afterAll(() => office.close());

const factsOf = (page: Page, selector = 'main'): Readonly<Record<string, string>> => {
  const [terms, values] = [page.texts(`${selector} dt`), page.texts(`${selector} dd`)];
  return Object.fromEntries(terms.map((term, index) => [term, values[index] ?? '']));
};
const today = () => dayInItaly(office.clock.now());

/** A practice for which the office has asked for money, by its page. */
const requested = async (atCounter = false) => {
  const there = await practiceInCharge(office, atCounter);
  const detail = `${OFFICE}/pratiche/${there.id}`;
  const page = await operator.visit(detail);
  expect(page.texts('main section a')).toContain('Richiedi un pagamento');
  await operator.visit(`${detail}/pagamento`);
  await operator.send(`${detail}/pagamento`, {
    versione: String((await there.practice()).version),
    'voce-1': 'Diritti di ricerca',
    'importo-1': '20,50',
    messaggio: 'Mancano i diritti.',
    scadenza: daysAfter(today(), 20),
  });
  await there.work();
  return { ...there, detail, href: async () => `${OFFICE}/pagamenti/${(await there.last()).id}` };
};
const find = async ({ last }: PracticeInCharge) => {
  await operator.visit(`${OFFICE}/pagamenti`);
  return operator.send(`${OFFICE}/pagamenti`, {
    avviso: (await last()).noticeNumber?.replace(/(.{4})/gu, '$1 ') ?? '',
  });
};

describe('a payment that the office asks for', () => {
  it('is on the practice, in the lists, and found by the number of its notice', async () => {
    const there = await requested();
    expect((await there.practice()).state).toBe('da_integrare');
    const page = await operator.visit(there.detail);
    expect(page.text('#pagamenti .stato')).toBe('Da pagare');
    expect(factsOf(page, '#pagamenti')).toMatchObject({
      Importo: '20,50 €',
      Voci: 'Diritti di ricerca: 20,50 €',
      'Numero avviso': (await there.last()).noticeNumber,
    });
    const list = await operator.visit(`${OFFICE}?lista=da_gestire`);
    expect(list.text('tbody')).toContain('Da pagare 20,50 €');
    const found = await find(there);
    expect([found.text('h1'), operator.path]).toEqual(['Pagamento', await there.href()]);
    expect((await operator.get(`${await there.href()}/documenti/avviso`)).headers['content-type']).toContain('pdf');
    expect((await operator.get(`${await there.href()}/documenti/ricevuta`)).status).toBe(404);
    await there.pay();
    office.clock.advance(9 * 3_600_000);
    await there.work();
    expect((await there.practice()).state).toBe('in_elaborazione');
    operator = await office.givePassword(office.operator);
    expect((await operator.visit(there.detail)).text('#pagamenti .stato')).toBe('Pagato');
    expect((await operator.visit(`${OFFICE}?lista=da_gestire`)).text('tbody')).toContain('Pagato 20,50 €');
  });

  it('is shown again with what is wrong at its field, and nothing is lost', async () => {
    operator = await office.givePassword(office.operator);
    const there = await practiceInCharge(office);
    const form = `${OFFICE}/pratiche/${there.id}/pagamento`;
    await operator.visit(form);
    const typed = {
      'voce-1': 'Diritti',
      'importo-1': 'venti',
      messaggio: 'Perché',
      scadenza: '2020-01-01',
      versione: '1',
    };
    const version = String((await there.practice()).version);
    const wrong = await operator.post(form, { ...typed, versione: version });
    expect([wrong.status, wrong.text('a[href="#importo-1"]')]).toEqual([
      422,
      expect.stringContaining('maggiore di zero'),
    ]);
    expect(wrong.html.querySelector('#importo-1')?.getAttribute('value')).toBe('venti');
    const late = await operator.post(form, { ...typed, 'importo-1': '20', _csrf: 'vecchio' });
    expect([late.status, late.text('#messaggio').trim()]).toEqual([403, 'Perché']);
    const stale = await operator.post(form, { ...typed, 'importo-1': '20', scadenza: daysAfter(today(), 5) });
    expect([stale.status, stale.text('.avviso')]).toEqual([409, expect.stringContaining('cambiata nel frattempo')]);
    expect(await there.payments()).toEqual([]);
  });

  it('can be paid at the counter by who serves the citizen there, with no form to fill in', async () => {
    const there = await requested(true);
    const answer = `${OFFICE}/per-conto/${there.id}/integrazione`;
    const page = await operator.visit(answer);
    expect(factsOf(page)).toMatchObject({ 'Diritti di ricerca': '20,50 €', Totale: '20,50 €' });
    expect(page.html.querySelector('#passo')).toBeNull();
    expect((await operator.get(`${answer}/avviso`)).headers['content-type']).toContain('pdf');
    const going = await operator.post(`${answer}/paga`, {});
    const link = going.html.querySelector('main a.btn-primary');
    expect(link?.getAttribute('href')).toContain('https://checkout.example/');
    const underWay = await operator.visit(answer);
    expect(underWay.text('[data-refresh]')).toContain('Il pagamento è in corso');
    await there.pay();
    expect((await operator.post(`${answer}/controlla`, {})).text('.avviso')).toContain('Abbiamo chiesto');
    office.clock.advance(5000);
    await there.work();
    const after = await operator.get(answer);
    expect([after.status, after.location]).toEqual([303, there.detail]);
    expect((await there.practice()).state).toBe('in_elaborazione');
    operator = await office.givePassword(office.operator);
  });

  it('whose notice has expired is prepared again; and a gateway that is away is said', async () => {
    const there = await requested(true);
    const answer = `${OFFICE}/per-conto/${there.id}/integrazione`;
    there.gateway.listen(false);
    await operator.visit(answer);
    const away = await operator.post(`${answer}/paga`, {});
    expect([away.status, away.text('.avviso')]).toEqual([
      503,
      expect.stringContaining('La pagina di pagamento non si è aperta'),
    ]);
    there.gateway.listen(true);
    office.clock.advance(31 * 24 * 3_600_000);
    await there.work();
    operator = await office.givePassword(office.operator);
    const late = await operator.visit(answer);
    expect(late.text('main')).toContain('non si può più pagare');
    expect(late.text('.avviso-warning')).toContain('Il termine è passato');
    expect((await operator.post(`${answer}/prepara`, {})).location).toBe(answer);
    await there.work();
    expect((await operator.visit(answer)).texts('main button')).toContain('Paga online');
  });
});

describe('money that came at the counter', () => {
  it('is said on a page that asks again, with the receipt, and shown on the payment and in the register', async () => {
    const there = await requested();
    await find(there);
    const mark = `${await there.href()}/altrove`;
    const asked = await operator.visit(mark);
    expect(asked.text('main')).toContain('Conferma solo se hai davvero ricevuto 20,50 €');
    const empty = await operator.post(mark, { nota: ' ' });
    expect([empty.status, empty.text('a[href="#nota"]')]).toEqual([422, expect.stringContaining('ricevuta')]);
    there.gateway.listen(false);
    const away = await operator.post(mark, { nota: 'Ricevuta n. 12' });
    expect([away.status, away.text('.avviso-error')]).toEqual([
      503,
      expect.stringContaining('Non abbiamo scritto nulla'),
    ]);
    expect(away.html.querySelector('#nota')?.getAttribute('value')).toBe('Ricevuta n. 12');
    expect(await there.last()).toMatchObject({ state: 'da_pagare', elsewhere: null });
    there.gateway.listen(true);
    expect((await operator.post(mark, { nota: 'Ricevuta n. 12', _csrf: 'vecchio' })).status).toBe(403);
    const marked = await operator.send(mark, { nota: 'Ricevuta n. 12' });
    expect(marked.text('main .stato')).toBe('Pagato altrove');
    expect(factsOf(marked)['Arrivato in altro modo']).toContain('Ricevuta n. 12');
    expect((await operator.get(mark)).location).toBe(await there.href());
    expect((await there.practice()).state).toBe('in_elaborazione');
  });

  it('of what was paid online already is flagged, and the refund is noted', async () => {
    const there = await requested();
    await there.pay();
    await operator.visit(`${await there.href()}/altrove`);
    const marked = await operator.send(`${await there.href()}/altrove`, { nota: 'Ricevuta n. 13' });
    expect(marked.text('main .stato')).toBe('Da rimborsare');
    expect((await operator.visit(`${OFFICE}?lista=da_gestire`)).text('tbody')).toContain('Da rimborsare 20,50 €');
    const file = await operator.post(`${OFFICE}/esporta.csv`, { lista: 'da_gestire' });
    const row = file.body
      .split('\r\n')
      .find((line) => line.includes((marked.text('main').match(/pratica (\S{9})/u) ?? [])[1] ?? '-'));
    expect(row).toContain(`;20,50 €;;20,50 €;'${(await there.last()).noticeNumber}`);
    const refund = `${await there.href()}/rimborso`;
    await operator.visit(refund);
    const wrong = await operator.post(refund, { giorno: daysAfter(today(), 1), nota: '' });
    expect([wrong.status, wrong.texts('.campo-errore')]).toEqual([422, [expect.any(String), expect.any(String)]]);
    const noted = await operator.send(refund, { giorno: today(), nota: 'Mandato n. 31' });
    expect(noted.text('main .stato')).toBe('Rimborsato');
    expect(factsOf(noted).Rimborsato).toContain('Mandato n. 31');
    expect((await operator.visit(`${OFFICE}?lista=da_gestire`)).text('tbody')).toContain('Rimborsato 20,50 €');
  });

  it('is nobody else’s to say, nor to see', async () => {
    const there = await requested();
    const administrator = await office.asAdministrator();
    for (const path of ['', '/altrove', '/documenti/avviso'])
      expect((await administrator.get(`${await there.href()}${path}`)).status).toBe(404);
    await administrator.visit(`${OFFICE}/pagamenti`);
    const search = { avviso: (await there.last()).noticeNumber ?? '' };
    const none = await administrator.post(`${OFFICE}/pagamenti`, search);
    expect([none.status, none.text('.campo-errore')]).toEqual([422, expect.stringContaining('Nessun pagamento')]);
    expect((await administrator.post(`${await there.href()}/altrove`, { nota: 'x' })).status).toBe(404);
    expect((await operator.get(`${OFFICE}/pagamenti/riconciliazione`)).status).toBe(404);
  });
});

describe('what administrators see of payments', () => {
  it('is how one pays, without keys, and what does not succeed, to be tried again', async () => {
    const there = await requested();
    const failing = await there.last();
    await office.unitOfWork.run(office.ente.id, ({ payments }) =>
      payments.update({ ...failing, version: failing.version + 1, failures: 1, lastError: 'settings' }),
    );
    const administrator = await office.asAdministrator();
    const page = await administrator.visit(`${OFFICE}/pagamenti`);
    expect(factsOf(page, '#impostazioni')).toMatchObject({
      'Codice fiscale dell’ente creditore': '12345678903',
      'Codice di segregazione': '07',
      IBAN: 'finisce con 3456',
      'Marche da bollo': 'Si comprano e si dichiarano con il numero',
    });
    expect(page.body).not.toMatch(/sigillate|IT60X/u);
    expect(page.text('#non-riescono tbody')).toContain('non accetta le impostazioni');
    const action = page.html.querySelector('#non-riescono form')?.getAttribute('action') ?? '';
    await administrator.post(action, {});
    await there.work();
    expect(await there.last()).toMatchObject({ failures: 0, lastError: null });
    expect((await administrator.visit(`${OFFICE}/pagamenti`)).text('#non-riescono')).toContain('nessun pagamento');
    await administrator.visit(`${OFFICE}/registro`);
    const register = await administrator.visit(`${OFFICE}/registro`);
    expect(register.text('main')).toContain('Ha fatto riprovare un pagamento');
  });
});
