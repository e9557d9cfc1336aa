import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cents, dayInItaly, iuvOf, noticeNumberOf, type PaymentPosition } from '@stanza/core';
import { aPosition } from '@stanza/core/testing/contracts';
import { CREDITOR, openPagopa } from './testing/open-pagopa.ts';

type Stage = Awaited<ReturnType<typeof openPagopa>>;
const opened: Stage[] = [];
afterEach(async () => {
  for (const stage of opened.splice(0)) await stage.close();
});
const open = async (...given: Parameters<typeof openPagopa>): Promise<Stage> => {
  const stage = await openPagopa(...given);
  opened.push(stage);
  return stage;
};
const positionOn = ({ newNumber, clock }: Stage, given: Partial<PaymentPosition> = {}): PaymentPosition =>
  aPosition({ noticeNumber: newNumber(), now: clock.now() }, given);
const BACK = { ok: 'https://p.example/ok', cancelled: 'https://p.example/no', failed: 'https://p.example/errore' };
const STAMP = {
  label: 'Bollo',
  amount: cents(1600),
  category: '9/0301116TS/',
  stamp: { document: 'così', province: 'PI' },
};
const FEE = { label: 'Diritti', amount: cents(50), category: null, stamp: null };

describe('what pagoPA is told of a position', () => {
  it('is what it has to know, and nothing else of who pays', async () => {
    const stage = await open({ settings: { officeName: 'Anagrafe', postalIban: 'IT23X0760101000000012345678' } });
    const position = positionOn(stage, { items: [FEE, STAMP], dueDay: '2026-03-28' });
    await stage.gateway.create(position);
    expect(stage.exchanges[0]?.query).toEqual({ toPublish: 'true' });
    expect(stage.exchanges[0]?.request).toEqual({
      iupd: position.iupd,
      type: 'F',
      payStandIn: true,
      switchToExpired: true,
      fiscalCode: 'RSSMRA80A01H501U',
      fullName: "Màrio D'Àvila",
      companyName: 'Comune di Bugliano',
      officeName: 'Anagrafe',
      paymentOption: [
        {
          iuv: iuvOf(position.noticeNumber),
          nav: position.noticeNumber,
          amount: 1650,
          description: position.subject,
          isPartialPayment: false,
          dueDate: '2026-03-28T22:59:59.000Z',
          transfer: [
            {
              idTransfer: '1',
              amount: 50,
              remittanceInformation: 'Diritti',
              category: '9/0101108TS/',
              iban: 'IT60X0542811101000000123456',
              postalIban: 'IT23X0760101000000012345678',
            },
            {
              idTransfer: '2',
              amount: 1600,
              remittanceInformation: 'Bollo',
              category: '9/0301116TS/',
              stamp: {
                hashDocument: createHash('sha256').update('così').digest('base64'),
                stampType: '01',
                provincialResidence: 'PI',
              },
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['2026-03-28', '2026-03-28T22:59:59.000Z'],
    ['2026-03-29', '2026-03-29T21:59:59.000Z'], // clocks go forward on this day
    ['2026-10-24', '2026-10-24T21:59:59.000Z'],
    ['2026-10-25', '2026-10-25T22:59:59.000Z'], // and back on this one
  ])('says that the last second of %s is %s', async (dueDay, dueDate) => {
    const stage = await open();
    await stage.gateway.create(positionOn(stage, { dueDay }));
    expect(stage.exchanges[0]?.request).toMatchObject({ paymentOption: [{ dueDate }] });
  });

  it.each([
    [[FEE], true],
    [[FEE, STAMP], false],
  ])('says that all goes to a postal account where all does', async (items, allCCP) => {
    const stage = await open({ settings: { postalIban: 'IT23X0760101000000012345678' } });
    const position = positionOn(stage, { items });
    await stage.gateway.create(position);
    await stage.gateway.checkoutAddress(position, BACK);
    expect(stage.exchanges[1]?.request).toEqual({
      paymentNotices: [
        {
          noticeNumber: position.noticeNumber,
          fiscalCode: CREDITOR.fiscalCode,
          amount: allCCP ? 50 : 1650,
          companyName: 'Comune di Bugliano',
          description: position.subject,
        },
      ],
      returnUrls: { returnOkUrl: BACK.ok, returnCancelUrl: BACK.cancelled, returnErrorUrl: BACK.failed },
      allCCP,
    });
  });

  it('fits on a notice, also where it is too long, abroad or not known', async () => {
    const stage = await open();
    const position = positionOn(stage, { subject: 'x'.repeat(140) });
    const debtor = { ...position.debtor, nome: 'Ö'.repeat(80) };
    const abroad = { stato: 'Germania', via: 'Hauptstraße', civico: '7', cap: '', comune: 'Berlino', provincia: '' };
    await stage.gateway.notice({ ...position, debtor: { ...debtor, address: abroad } });
    await stage.gateway.notice({ ...position, debtor: { ...debtor, address: null } });
    const [known, unknown] = stage.exchanges;
    expect(known?.request).toMatchObject({
      data: {
        debtor: {
          fullName: `${'Ö'.repeat(69)}…`,
          address: 'Hauptstraße',
          city: 'Berlino',
          postalCode: '-',
          province: '-',
        },
        notice: { subject: `${'x'.repeat(89)}…`, paymentAmount: 1650, dueDate: '01/04/2026' },
      },
    });
    expect(unknown?.request).toMatchObject({ data: { debtor: { address: '-', buildingNumber: '-', city: '-' } } });
  });
});

describe('what pagoPA knows of payments', () => {
  it('is what a payer does on the page that they are sent to, and not where they come back', async () => {
    const stage = await open();
    const position = positionOn(stage);
    await stage.gateway.create(position);
    const page = await stage.gateway.checkoutAddress(position, BACK);
    const press = async (does: string) =>
      (await fetch(`${page}/${does}`, { method: 'POST', redirect: 'manual' })).headers.get('location');
    expect(await press('annulla')).toBe(BACK.cancelled);
    expect(await press('errore')).toBe(BACK.failed);
    expect(await stage.gateway.status(position.iupd)).toMatchObject({ state: 'payable' });
    expect(await press('paga')).toBe(BACK.ok);
    expect(await stage.gateway.status(position.iupd)).toMatchObject({ state: 'paid', payment: { amount: 1650 } });
    expect(await press('paga')).toBe(BACK.failed);
    expect(stage.simulator.charges()).toHaveLength(1);
  });

  it('is read page by page, however many they are', async () => {
    const stage = await open();
    const positions = Array.from({ length: 101 }, () => positionOn(stage));
    for (const position of positions) {
      await stage.gateway.create(position);
      stage.simulator.pay(CREDITOR.fiscalCode, position.noticeNumber);
    }
    const told = await stage.gateway.paidOn(dayInItaly(stage.clock.now()));
    expect(told.map(({ iupd }) => iupd).toSorted()).toEqual(positions.map(({ iupd }) => iupd).toSorted());
    const lists = stage.exchanges.filter(({ call }) => call === 'list');
    expect(lists.map(({ query: { limit, page } }) => [limit, page])).toEqual([
      ['50', '0'],
      ['50', '1'],
      ['50', '2'],
    ]);
  });

  it('stays a payment when the money has come to the ente', async () => {
    const stage = await open();
    const position = positionOn(stage);
    await stage.gateway.create(position);
    stage.simulator.pay(CREDITOR.fiscalCode, position.noticeNumber);
    const paid = await stage.gateway.status(position.iupd);
    stage.simulator.report(CREDITOR.fiscalCode, position.noticeNumber);
    expect(await stage.gateway.status(position.iupd)).toEqual(paid);
    expect(await stage.gateway.paidOn('2026-03-02')).toHaveLength(1);
    expect(await stage.gateway.cancel(position.iupd)).toBe('paid');
  });

  it('is one position, also where a request comes twice', async () => {
    const stage = await open();
    const position = positionOn(stage);
    for (const call of ['create', 'mark', 'invalidate'] as const) stage.simulator.trouble({ call, times: 2 });
    await stage.gateway.create(position);
    expect(await stage.gateway.markPaidElsewhere(position, stage.clock.now())).toBe('paid-already');
    expect(await stage.gateway.cancel(position.iupd)).toBe('paid');
    const other = positionOn(stage);
    await stage.gateway.create(other);
    stage.simulator.trouble({ call: 'invalidate', times: 2 });
    expect(await stage.gateway.cancel(other.iupd)).toBe('cancelled');
  });
});

describe('who asks pagoPA', () => {
  it.each([
    ['gpd', 'create'],
    ['checkout', 'cart'],
    ['bizEvents', 'receipt'],
    ['notices', 'generate'],
  ])('has a key of each API; without that of %s it is a matter of settings', async (api, call) => {
    const stage = await open({ secrets: { [api]: 'un-altra-chiave' } });
    const position = positionOn(stage);
    const work = {
      create: () => stage.gateway.create(position),
      cart: () => stage.gateway.checkoutAddress(position, BACK),
      receipt: () => stage.gateway.receipt('r', iuvOf(position.noticeNumber)),
      generate: () => stage.gateway.notice(position),
    }[call];
    await expect(work?.()).rejects.toMatchObject({ kind: 'settings' });
    expect(stage.exchanges.map(({ status }) => status)).toEqual([401]);
  });

  it('needs no key for Checkout', async () => {
    const stage = await open({ secrets: { checkout: null } });
    const position = positionOn(stage);
    await stage.gateway.create(position);
    expect(await stage.gateway.checkoutAddress(position, BACK)).toMatch(/^http:\/\/127\.0\.0\.1:/u);
  });

  it('has a number with the segregation code of the ente; with another one it is a matter of settings', async () => {
    const stage = await open();
    const noticeNumber = noticeNumberOf('48', 1);
    await expect(stage.gateway.create(positionOn(stage, { noticeNumber }))).rejects.toMatchObject({ kind: 'settings' });
  });
});
