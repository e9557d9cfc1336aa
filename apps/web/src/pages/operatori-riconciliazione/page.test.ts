import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, daysAfter, italianDate } from '@stanza/core';
import { must } from '@stanza/core/testing';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import { practiceInCharge } from '../../testing/memory-payment.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';

const PATH = `${OFFICE}/pagamenti/riconciliazione`;
let office: MemoryOffice;
let administrator: TestBrowser;
beforeAll(async () => {
  office = await openMemoryOffice();
  administrator = await office.asAdministrator();
});
afterAll(() => office.close());

const today = () => dayInItaly(office.clock.now());

describe('the payments of each day', () => {
  it('are compared on demand, and what does not tally is listed, and downloaded', async () => {
    expect((await administrator.visit(PATH)).text('main')).toContain('Non c’è ancora nessun confronto');
    expect((await administrator.post(PATH, { giorno: today() })).text('.avviso')).toContain('non fa pagare nulla');
    const there = await practiceInCharge(office);
    const items = [{ label: '=1+1', amount: '20,50' }];
    const dueDate = daysAfter(today(), 20);
    must(await office.memory.requestPayment(await there.act(), { message: '', items, dueDate }));
    await there.work();
    await there.pay();
    const day = await administrator.send(PATH, { giorno: today() });
    expect([administrator.path, day.text('h1')]).toEqual([
      `${PATH}/${today()}`,
      `Pagamenti del ${italianDate(today())}`,
    ]);
    expect(day.text('tbody')).toMatch(/Importi diversi.*20,50 €.*0,00 €/su);
    const file = await administrator.get(`${PATH}/${today()}/csv`);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.split('\r\n')[1]).toMatch(/^Importi diversi;'\d{18};.+;20,50 €;0,00 €;0,00 €$/u);
    office.clock.advance(9 * 3_600_000);
    await there.work();
    office.clock.advance(3_600_000);
    await there.work();
    administrator = await office.asAdministrator();
    const paidOn = dayInItaly((await there.last()).paid?.paidAt ?? new Date());
    await administrator.visit(PATH);
    const tallied = await administrator.send(PATH, { giorno: paidOn });
    expect(tallied.text('main')).toContain('Tutti i pagamenti di questo giorno tornano');
    const list = await administrator.visit(PATH);
    expect(list.text('tbody')).toContain('1 per 20,50 €');
  });

  it('say when the gateway did not answer, and a day that cannot be is said at its field', async () => {
    office.ports.payments.listen(false);
    await administrator.visit(PATH);
    const away = await administrator.send(PATH, { giorno: daysAfter(today(), -2) });
    expect(away.text('main')).toContain('Il sistema di pagamento non rispondeva');
    office.ports.payments.listen(true);
    for (const giorno of ['', daysAfter(today(), 1), daysAfter(today(), -91)]) {
      await administrator.visit(PATH);
      const wrong = await administrator.post(PATH, { giorno });
      expect([wrong.status, wrong.text('.campo-errore')]).toEqual([422, expect.stringContaining('ultimi tre mesi')]);
    }
    for (const path of ['/2020-01-01', '/ieri', '/2020-01-01/csv', '/2026-02-31'])
      expect((await administrator.get(`${PATH}${path}`)).status).toBe(404);
  });
});
