import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  CF,
  GPD,
  numberAt,
  type Opened,
  openSimulator,
  optionBody,
  POSITIONS,
  positionBody,
  TRANSFER,
} from '../testing/open-simulator.ts';

let on: Opened;
beforeEach(async () => {
  on = await openSimulator();
});
afterEach(() => on.simulator.close());

const STAMP = { hashDocument: 'YWJj', stampType: '01', provincialResidence: 'PI' };
const { iban: _, ...NO_IBAN } = TRANSFER;
const later = (days: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + days * 86_400_000).toISOString();

describe('a new position', () => {
  it.each<[string, unknown]>([
    ['whose transfers do not add up', positionBody(1, { amount: 1651 })],
    ['of nothing', positionBody(1, { amount: 0, transfer: [{ ...TRANSFER, amount: 0 }] })],
    ['with half a cent', positionBody(1, { amount: 16.5, transfer: [{ ...TRANSFER, amount: 16.5 }] })],
    ['without a transfer', positionBody(1, { transfer: [] })],
    [
      'with six transfers',
      positionBody(1, {
        amount: 6,
        transfer: [1, 2, 3, 4, 5, 6].map((id) => ({ ...TRANSFER, amount: 1, idTransfer: String(id) })),
      }),
    ],
    ['with the same transfer twice', positionBody(1, { amount: 3300, transfer: [TRANSFER, TRANSFER] })],
    ['with an account and a stamp', positionBody(1, { transfer: [{ ...TRANSFER, stamp: STAMP }] })],
    ['with neither account nor stamp', positionBody(1, { transfer: [NO_IBAN] })],
    [
      'with a stamp and a postal account',
      positionBody(1, { transfer: [{ ...NO_IBAN, stamp: STAMP, postalIban: TRANSFER.iban }] }),
    ],
    [
      'with a stamp of no province',
      positionBody(1, { transfer: [{ ...NO_IBAN, stamp: { ...STAMP, provincialResidence: 'Pisa' } }] }),
    ],
    ['that was due yesterday', positionBody(1, { dueDate: later(-1) })],
    ['that is due before it can be paid', positionBody(1, { dueDate: later(1) }, { validityDate: later(2) })],
    ['that could be paid since yesterday', positionBody(1, {}, { validityDate: later(-1) })],
    ['that is kept for less than it is due', positionBody(1, { retentionDate: later(1) })],
    ['with a date in another zone', positionBody(1, { dueDate: '2026-04-01T23:59:59+02:00' })],
    ['with wrong check digits', positionBody(1, { iuv: `${numberAt(1).slice(1, 16)}99` })],
    ['with a long subject', positionBody(1, { description: 'x'.repeat(141) })],
    [
      'with metadata of the platform',
      positionBody(1, { paymentOptionMetadata: [{ key: 'NOTIFICATION_FEE', value: '1' }] }),
    ],
    ['without an option', positionBody(1, {}, { paymentOption: [] })],
    ['with something that it does not have', positionBody(1, {}, { importo: 1 })],
    ['that is none', 'x'],
  ])('%s is refused', async (_what, body) => {
    expect((await on.create(body)).status).toBe(400);
    expect((await on.ask('GET', `${POSITIONS}/pratica-1`)).status).toBe(404);
  });

  it('with a stamp is taken', async () => {
    expect((await on.create(positionBody(1, { transfer: [{ ...NO_IBAN, stamp: STAMP }] }))).status).toBe(201);
  });

  it('has its own name and numbers', async () => {
    expect((await on.create(positionBody(1))).status).toBe(201);
    expect((await on.create(positionBody(1))).status).toBe(409);
    expect((await on.create(positionBody(1, {}, { iupd: 'altra' }))).status).toBe(409);
    expect((await on.create(positionBody(2, {}, { iupd: 'pratica-1' }))).status).toBe(409);
    const twice = [optionBody(3), optionBody(3)];
    expect((await on.create(positionBody(3, {}, { paymentOption: twice }))).status).toBe(409);
  });

  it('gets the auxiliary digit of its number where it has none', async () => {
    await on.create(positionBody(1));
    expect((await on.ask('GET', `${POSITIONS}/pratica-1`)).text).toContain(`"nav":"${numberAt(1)}"`);
  });

  it('may have wrong check digits where nobody looks, as on the platform', async () => {
    await on.simulator.close();
    on = await openSimulator({ checksNumbers: false });
    expect((await on.create(positionBody(1, { iuv: '47000000000000199' }))).status).toBe(201);
  });
});

describe('who asks', () => {
  it('has a key, of the ente, with its segregation codes', async () => {
    const path = `${POSITIONS}/pratica-1`;
    await on.create(positionBody(1));
    expect((await on.ask('GET', path, undefined, null)).status).toBe(401);
    expect((await on.ask('GET', path, undefined, 'x')).status).toBe(401);
    expect((await on.ask('GET', path, undefined, 'chiave-biz')).status).toBe(401);
    expect((await on.ask('GET', path, undefined, 'altra-gpd')).status).toBe(403);
    const foreign = positionBody(9, { iuv: '48000000000000161' });
    expect((await on.create(foreign)).status).toBe(403);
  });
});

describe('the states of a position', () => {
  it('go from a draft to what can be paid, and to what was withdrawn', async () => {
    await on.ask('POST', POSITIONS, positionBody(1));
    expect(await on.stateOf(1)).toBe('DRAFT');
    const one = `${POSITIONS}/pratica-1`;
    expect((await on.ask('POST', `${one}/invalidate`)).status).toBe(409);
    expect((await on.ask('POST', `${one}/publish`)).status).toBe(200);
    expect(await on.stateOf(1)).toBe('VALID');
    expect((await on.ask('POST', `${one}/publish`)).status).toBe(409);
    expect((await on.ask('POST', `${one}/invalidate`)).status).toBe(200);
    expect(await on.stateOf(1)).toBe('INVALID');
    for (const call of ['publish', 'invalidate']) expect((await on.ask('POST', `${one}/${call}`)).status).toBe(409);
    expect((await on.ask('PUT', one, positionBody(1))).status).toBe(409);
    expect((await on.ask('POST', `${GPD}/paymentoptions/paids/${numberAt(1)}`, {})).status).toBe(422);
  });

  it('wait for the day from which it can be paid', async () => {
    await on.create(positionBody(1, {}, { validityDate: later(1) }));
    expect(await on.stateOf(1)).toBe('PUBLISHED');
    expect(on.simulator.pay(CF, numberAt(1))).toBe(false);
    on.clock.advance(86_400_000);
    expect(await on.stateOf(1)).toBe('VALID');
    expect(on.simulator.pay(CF, numberAt(1))).toBe(true);
  });

  it('cannot be published too late', async () => {
    await on.ask('POST', POSITIONS, positionBody(1));
    on.clock.advance(60 * 86_400_000);
    expect((await on.ask('POST', `${POSITIONS}/pratica-1/publish`)).status).toBe(409);
    expect(await on.stateOf(1)).toBe('DRAFT');
  });

  it.each([
    [true, 'EXPIRED'],
    [false, 'VALID'],
  ])('with switchToExpired %p are, after the last day, %s', async (switchToExpired, state) => {
    await on.create(positionBody(1, {}, { switchToExpired }));
    on.clock.advance(60 * 86_400_000);
    expect(await on.stateOf(1)).toBe(state);
  });

  it('are final once it was paid', async () => {
    await on.create(positionBody(1));
    on.simulator.pay(CF, numberAt(1));
    expect(await on.stateOf(1)).toBe('PAID');
    const one = `${POSITIONS}/pratica-1`;
    expect((await on.ask('PUT', one, positionBody(1))).status).toBe(409);
    expect((await on.ask('DELETE', one)).status).toBe(409);
    expect((await on.ask('POST', `${one}/invalidate`)).status).toBe(409);
    expect((await on.ask('POST', `${GPD}/paymentoptions/paids/${numberAt(1)}`, {})).status).toBe(409);
    on.simulator.report(CF, numberAt(1));
    expect(await on.stateOf(1)).toBe('REPORTED');
    expect(on.simulator.pay(CF, numberAt(1))).toBe(false);
    expect(on.simulator.charges()).toHaveLength(1);
  });

  it('know parts: of two instalments one after the other is paid, and then not the whole', async () => {
    const paymentOption = [
      optionBody(1, { isPartialPayment: true }),
      optionBody(2, { isPartialPayment: true }),
      optionBody(3),
    ];
    await on.create(positionBody(1, {}, { paymentOption }));
    expect(on.simulator.pay(CF, numberAt(1))).toBe(true);
    expect(await on.stateOf(1)).toBe('PARTIALLY_PAID');
    expect(on.simulator.pay(CF, numberAt(3))).toBe(false);
    expect(on.simulator.pay(CF, numberAt(2))).toBe(true);
    expect(await on.stateOf(1)).toBe('PAID');
  });
});

describe('a position that is changed', () => {
  it('has what it is changed to, or what it had', async () => {
    await on.create(positionBody(1));
    const one = `${POSITIONS}/pratica-1`;
    const cheaper = { amount: 100, transfer: [{ ...TRANSFER, amount: 100 }] };
    expect((await on.ask('PUT', `${one}?toPublish=true`, positionBody(1, cheaper))).status).toBe(200);
    expect((await on.ask('GET', one)).text).toContain('"amount":100,');
    expect((await on.ask('PUT', one, positionBody(1, { amount: 7 }))).status).toBe(400);
    expect((await on.ask('PUT', one, positionBody(2))).status).toBe(400);
    expect((await on.ask('GET', one)).text).toContain('"amount":100,');
  });

  it('is gone when it was deleted, and its number can be had again', async () => {
    await on.create(positionBody(1));
    expect((await on.ask('DELETE', `${POSITIONS}/pratica-1`)).status).toBe(200);
    expect((await on.ask('DELETE', `${POSITIONS}/pratica-1`)).status).toBe(404);
    expect((await on.create(positionBody(1))).status).toBe(201);
  });
});

describe('a list', () => {
  const listSchema = z.object({
    payment_position_list: z.array(z.object({ iupd: z.string() })),
    page_info: z.object({ page: z.int(), limit: z.int(), items_found: z.int(), total_pages: z.int() }),
  });
  const list = async (query: string) => {
    const { status, text } = await on.ask('GET', `${POSITIONS}?${query}`);
    expect(status).toBe(200);
    const { payment_position_list: found, page_info: info } = listSchema.parse(JSON.parse(text));
    return { names: found.map(({ iupd }) => iupd), info };
  };

  it('has pages, an order, and what was asked for', async () => {
    for (const serial of [1, 2, 3]) await on.create(positionBody(serial));
    on.simulator.pay(CF, numberAt(2));
    const { names, info } = await list('limit=2&page=1&orderby=IUPD&ordering=ASC');
    expect(names).toEqual(['pratica-3']);
    expect(info).toEqual({ page: 1, limit: 2, items_found: 1, total_pages: 2 });
    expect((await list('orderby=IUPD')).names).toEqual(['pratica-3', 'pratica-2', 'pratica-1']);
    expect((await list('status=PAID')).names).toEqual(['pratica-2']);
    expect((await list('payment_date_from=2026-03-02&payment_date_to=2026-03-02')).names).toEqual(['pratica-2']);
    expect((await list('payment_date_from=2026-03-03')).names).toEqual([]);
    expect((await list('due_date_to=2026-04-01')).names).toHaveLength(3);
  });

  it.each([
    'limit=51',
    'limit=0',
    'page=-1',
    'status=PAGATA',
    'due_date_from=2026-03-01&payment_date_from=2026-03-01',
    'payment_date_from=2026-03-01&payment_date_to=2026-02-01',
    'payment_date_from=2026-01-01&payment_date_to=2026-03-01',
    'payment_date_from=ieri',
    'altro=1',
    'page=0&page=1',
  ])('is not given for %s', async (query) => {
    expect((await on.ask('GET', `${POSITIONS}?${query}`)).status).toBe(400);
  });
});
