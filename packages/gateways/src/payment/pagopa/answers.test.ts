import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cents, decimalOfCents, iuvOf, MAX_CENTS, noticeNumberOf } from '@stanza/core';
import { makeSettableClock } from '@stanza/core/testing';
import { aPosition } from '@stanza/core/testing/contracts';
import fc from 'fast-check';
import { makeApiLines } from './lines.ts';
import { makePagopaGateway } from './make-pagopa-gateway.ts';
import { receiptSchema } from './receipt.ts';
import { CREDITOR, SECRETS, START, sampleSettings } from './testing/open-pagopa.ts';
import { startScripted } from './testing/start-scripted.ts';

const clock = makeSettableClock(START);
const noticeNumber = noticeNumberOf('47', 1);
const position = aPosition({ noticeNumber, now: START });
const iuv = iuvOf(noticeNumber);
const BACK = { ok: 'https://p.example/ok', cancelled: 'https://p.example/no', failed: 'https://p.example/errore' };
const AGAIN = { name: 'GatewayError', kind: 'again' };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
/** A gateway, and somebody in the place of the platform. */
const against = async (answer: (response: ServerResponse, path: string) => void, timeoutMs = 5_000) => {
  const server = await startScripted((request, response) => answer(response, request.url ?? ''));
  closing.push(server.close);
  const lines = makeApiLines(clock);
  const gateway = makePagopaGateway(sampleSettings(server.url), SECRETS, { lines, timeoutMs });
  return { gateway, server, lines };
};
const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const OPTION = { iuv, nav: noticeNumber, amount: 1650, status: 'PO_UNPAID' };
const known = (status: string, option: Readonly<Record<string, unknown>> = {}) => ({
  iupd: position.iupd,
  status,
  paymentOption: [{ ...OPTION, ...option }],
});
const RECEIPT = {
  receiptId: 'r-1',
  noticeNumber,
  fiscalCode: CREDITOR.fiscalCode,
  outcome: 'OK',
  creditorReferenceId: iuv,
  paymentAmount: 16.5,
  pspCompanyName: 'Banca',
  paymentDateTimeFormatted: '2026-03-02T10:00:00',
};

describe('a state that GPD says', () => {
  it.each([
    ['PUBLISHED', {}, { state: 'payable', amount: 1650 }],
    ['DRAFT', {}, { state: 'payable', amount: 1650 }],
    ['INVALID', {}, { state: 'invalid' }],
    ['EXPIRED', {}, { state: 'expired' }],
    // Another program of the ente has changed the amount.
    ['VALID', { amount: 1700 }, { state: 'payable', amount: 1700 }],
  ])('%s is understood', async (status, option, expected) => {
    const { gateway } = await against((response) => json(response, 200, known(status, option)));
    expect(await gateway.status(position.iupd)).toEqual(expected);
  });

  it.each(['PO_PAID', 'PO_PARTIALLY_REPORTED', 'PO_REPORTED'])(
    'is a payment where the option is %s, whatever the position is',
    async (status) => {
      const paid = { status, paymentDate: '2026-03-02T08:00:00', idReceipt: 'r-1', pspCompany: 'Banca' };
      for (const whole of ['VALID', 'EXPIRED', 'INVALID', 'PARTIALLY_PAID', 'PAID', 'REPORTED']) {
        const { gateway } = await against((response) => json(response, 200, known(whole, paid)));
        expect(await gateway.status(position.iupd)).toMatchObject({
          state: 'paid',
          payment: { receiptId: 'r-1', psp: 'Banca', paidAt: new Date('2026-03-02T08:00:00Z') },
        });
      }
    },
  );

  it.each([
    ['that it was paid, and not when', known('PAID', { status: 'PO_PAID' })],
    ['that it was paid, and its option not', known('PAID')],
    ['a state that nobody knows', known('SOSPESA')],
    ['no option', { ...known('VALID'), paymentOption: [] }],
    ['an amount that is no whole number of cents', known('VALID', { amount: 16.5 })],
    ['nothing', null],
  ])('is none when it says %s', async (_what, body) => {
    const { gateway } = await against((response) => json(response, 200, body));
    await expect(gateway.status(position.iupd)).rejects.toMatchObject(AGAIN);
  });
});

describe('an answer', () => {
  it.each([
    [400, 'refused'],
    [401, 'settings'],
    [403, 'settings'],
    [404, 'settings'],
    [408, 'again'],
    [422, 'refused'],
    [500, 'again'],
    [502, 'again'],
    [301, 'settings'],
  ])('with HTTP %d means: %s', async (status, kind) => {
    const { gateway, server } = await against((response) =>
      response.writeHead(status, { location: '/altrove' }).end('x'),
    );
    const error: unknown = await gateway.create(position).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind });
    expect(server.asked).toHaveLength(1); // nobody goes where a redirect leads
    const { headers } = server.asked[0] ?? {};
    expect(headers).toMatchObject({ 'ocp-apim-subscription-key': SECRETS.gpd, accept: 'application/json' });
    expect(String(error)).toContain(`request ${headers?.['x-request-id']}`);
    expect(String(error)).not.toContain(SECRETS.gpd);
  });

  it('is not repeated in an error: it may say again who pays', async () => {
    const { gateway } = await against((response) => json(response, 400, { title: 'RSSMRA80A01H501U' }));
    const error: unknown = await gateway.create(position).catch((thrown: unknown) => thrown);
    expect(`${error} ${JSON.stringify(error)}`).not.toContain('RSSMRA80A01H501U');
  });

  it.each([
    ['a page', (response: ServerResponse) => void response.writeHead(200).end('<html>')],
    ['too long', (response: ServerResponse) => void response.writeHead(200).write('x'.repeat(4 * 1024 * 1024 + 1))],
    ['silence', () => undefined],
    ['cut', (response: ServerResponse) => void response.writeHead(200, { 'content-length': '9' }).destroy()],
  ])('that is %s is none', async (_what, answer) => {
    const { gateway } = await against(answer, 300);
    await expect(gateway.status(position.iupd)).rejects.toMatchObject(AGAIN);
    await expect(gateway.paidOn('2026-03-02')).rejects.toMatchObject(AGAIN);
  });

  it('that goes on and on is not followed for ever', async () => {
    const page = {
      payment_position_list: [],
      page_info: { page: 0, limit: 50, items_found: 0, total_pages: 1_000_000 },
    };
    const { gateway, server } = await against((response) => json(response, 200, page));
    await expect(gateway.paidOn('2026-03-02')).rejects.toMatchObject({ kind: 'refused' });
    expect(server.asked).toHaveLength(200);
  });

  it.each([
    'http://altrove.example/',
    'javascript:alert(1)',
    'https://a:b@checkout.pagopa.it/',
    '//altrove.example',
    undefined,
  ])('leads nobody to %s', async (location) => {
    const { gateway } = await against((response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(),
    );
    await expect(gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(AGAIN);
  });

  it('in the place of a notice is no notice', async () => {
    const { gateway } = await against((response) =>
      response.writeHead(201, { 'content-type': 'application/pdf' }).end('<html>'),
    );
    await expect(gateway.notice(position)).rejects.toMatchObject(AGAIN);
  });
});

describe('a receipt', () => {
  it.each([
    ['2026-03-02T10:00:00', '2026-03-02T09:00:00.000Z'], // on Italian clocks
    ['2026-07-02T10:00:00.250', '2026-07-02T08:00:00.250Z'],
    ['2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02T10:00:00.000Z', '2026-03-02T10:00:00.000Z'],
  ])('of %s is of %s', async (said, expected) => {
    const { gateway, server } = await against((response) =>
      json(response, 200, { ...RECEIPT, paymentDateTimeFormatted: said, fee: 1.5, paymentMethod: 'CP' }),
    );
    expect(await gateway.receipt('r-1', iuv)).toEqual({
      receiptId: 'r-1',
      noticeNumber,
      iuv,
      amount: 1650,
      fee: 150,
      paidAt: new Date(expected),
      psp: 'Banca',
      method: 'CP',
    });
    expect(server.asked[0]?.url).toBe(
      `/bizevents/service/v1/organizations/${CREDITOR.fiscalCode}/receipts/r-1/paymentoptions/${iuv}`,
    );
  });

  it('that says only the day is of its beginning in Italy', async () => {
    const { paymentDateTimeFormatted: _, ...rest } = RECEIPT;
    const { gateway } = await against((response) => json(response, 200, { ...rest, paymentDateTime: '2026-03-02' }));
    expect(await gateway.receipt('r-1', iuv)).toMatchObject({ paidAt: new Date('2026-03-01T23:00:00Z'), fee: null });
  });

  it.each([
    ['of another payment', { receiptId: 'r-2' }],
    ['of another notice', { creditorReferenceId: '47000000000000225' }],
    ['of another ente', { fiscalCode: '77777777777' }],
    ['of no payment', { outcome: 'KO' }],
  ])('%s is not taken', async (_what, wrong) => {
    const { gateway } = await against((response) => json(response, 200, { ...RECEIPT, ...wrong }));
    await expect(gateway.receipt('r-1', iuv)).rejects.toMatchObject({ kind: 'refused' });
  });

  it('has its amount to the cent, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), (amount) => {
        const wire = JSON.stringify(RECEIPT).replace('16.5', decimalOfCents(cents(amount)));
        expect(receiptSchema.parse(JSON.parse(wire)).paymentAmount).toBe(amount);
      }),
    );
  });

  it.each([16.505, -1, 1e12, 1e-7])('with the amount %d is not understood', async (paymentAmount) => {
    const { gateway } = await against((response) => json(response, 200, { ...RECEIPT, paymentAmount }));
    await expect(gateway.receipt('r-1', iuv)).rejects.toMatchObject(AGAIN);
  });
});

describe('an API that is out of order', () => {
  it('is left alone after three failures in a row, and then tried by one', async () => {
    const state = { down: true };
    const { gateway, server } = await against((response) =>
      state.down ? response.destroy() : json(response, 200, known('VALID')),
    );
    const failing = async () => expect(gateway.status(position.iupd)).rejects.toMatchObject(AGAIN);
    for (let time = 0; time < 5; time += 1) await failing();
    expect(server.asked).toHaveLength(3);
    await expect(gateway.status(position.iupd)).rejects.toMatchObject({ pauseSeconds: 60 });
    clock.advance(60_000);
    await Promise.all([failing(), failing(), failing()]);
    expect(server.asked).toHaveLength(4);
    clock.advance(119_000);
    await failing();
    expect(server.asked).toHaveLength(4); // twice as long
    clock.advance(1_000);
    state.down = false;
    expect(await gateway.status(position.iupd)).toMatchObject({ state: 'payable' });
    await Promise.all([1, 2, 3].map(() => gateway.status(position.iupd)));
    expect(server.asked).toHaveLength(8);
  });

  it('holds up no other one', async () => {
    const { gateway } = await against((response, path) =>
      path.startsWith('/gpd/') ? response.destroy() : json(response, 200, RECEIPT),
    );
    for (let time = 0; time < 4; time += 1) await expect(gateway.status('x')).rejects.toMatchObject(AGAIN);
    expect(await gateway.receipt('r-1', iuv)).toMatchObject({ amount: 1650 });
  });

  it('and says for how long is not asked before', async () => {
    const { gateway, server } = await against((response) => response.writeHead(429, { 'retry-after': '30' }).end());
    const asked = async () => gateway.status(position.iupd).catch((thrown: unknown) => thrown);
    expect(await asked()).toMatchObject({ ...AGAIN, pauseSeconds: 30 });
    clock.advance(20_000);
    expect(await asked()).toMatchObject({ ...AGAIN, pauseSeconds: 10 });
    expect(server.asked).toHaveLength(1);
    clock.advance(10_000);
    await asked();
    expect(server.asked).toHaveLength(2);
  });

  it('is asked again after half an hour, whatever it says', async () => {
    const { gateway, server } = await against((response) =>
      response.writeHead(429, { 'retry-after': '999999999' }).end(),
    );
    await expect(gateway.status('x')).rejects.toMatchObject({ ...AGAIN, pauseSeconds: 1800 });
    clock.advance(1_800_000);
    await expect(gateway.status('x')).rejects.toMatchObject(AGAIN);
    expect(server.asked).toHaveLength(2);
  });

  it('is no outage when it answers with an error of its own', async () => {
    const { gateway, server } = await against((response) => json(response, 500, { title: 'x' }));
    for (let time = 0; time < 6; time += 1) await expect(gateway.status('x')).rejects.toMatchObject(AGAIN);
    expect(server.asked).toHaveLength(6);
  });
});
