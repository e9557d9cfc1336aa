import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents } from '../payment/cents.ts';
import { iuvOf, noticeNumberOf } from '../payment/notice-number.ts';
import { iupdOf, type Payment } from '../payment/payment.ts';
import { citizenIdSchema, paymentIdSchema, practiceIdSchema, serviceIdSchema } from '../shared/ids.ts';
import { aDraft, aPayment, must } from '../testing/index.ts';
import { compare } from './system/reconcile-payments.ts';
import { anotherOwing, owing, PAGOPA } from './testing/owing-draft.ts';

const HOUR_MS = 3_600_000;
const TODAY = '2026-03-02';
const RECEIPT = {
  noticeNumber: noticeNumberOf('01', 1),
  iuv: iuvOf(noticeNumberOf('01', 1)),
  amount: cents(1600),
  fee: null,
  paidAt: new Date('2026-03-02T09:00:00Z'),
  psp: 'Banca',
  method: null,
};
const DEBTOR = { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario', cognome: 'Rossi', address: null };

const paying = async () => {
  const there = await owing();
  await there.fill();
  const pay = async (amount?: number) => {
    const { noticeNumber } = await there.last();
    return noticeNumber !== null && there.gateway.pay(noticeNumber, amount === undefined ? undefined : cents(amount));
  };
  const report = async (day = TODAY) => {
    const made = await there.portal.reconcilePayments(there.ente.id, day);
    if (made === null) throw new Error('Nothing is paid online');
    return made;
  };
  const sweep = () => there.portal.sweepPayments(there.ente.id);
  /** A position that the portal has not made. */
  const foreign = async (iupd: string, segregationCode: string) => {
    const noticeNumber = noticeNumberOf(segregationCode, 999);
    const items = [{ label: 'x', amount: cents(700), category: null, stamp: null }];
    await there.gateway.gateway.create({
      iupd,
      noticeNumber,
      subject: 'x',
      items,
      dueDay: '2026-12-31',
      debtor: DEBTOR,
    });
    there.gateway.pay(noticeNumber);
    return noticeNumber;
  };
  return { ...there, pay, report, sweep, foreign };
};

describe('looking for payments in one go', () => {
  it('has what was paid by notice looked after at once', async () => {
    const there = await paying();
    await there.pay();
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'da_pagare' });
    expect(await there.sweep()).toBeNull();
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'pagato' });
  });

  it('looks at yesterday until noon, and leaves alone what others made or is known', async () => {
    const there = await paying();
    await there.foreign('ALTRO-1', '05');
    await there.pay();
    await there.after(0);
    there.portal.clock.set(new Date('2026-03-03T10:30:00Z'));
    await there.sweep();
    expect(await there.last()).toMatchObject({ state: 'da_pagare' });
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'pagato' });
    const late = await paying();
    await late.pay();
    late.portal.clock.set(new Date('2026-03-03T11:30:00Z'));
    await late.sweep();
    await late.portal.database.change(late.ente.id, ({ paymentJobs }) =>
      expect([...paymentJobs.values()].filter((at) => at <= late.portal.clock.now())).toEqual(
        [...paymentJobs.values()].filter((at) => at.getTime() < late.portal.clock.now().getTime()),
      ),
    );
  });

  it('says why a gateway did not say, and asks nobody where nothing is paid online', async () => {
    const there = await paying();
    there.gateway.listen(false);
    expect(await there.sweep()).toMatchObject({ kind: 'again' });
    const free = await owing(null);
    expect(await free.portal.sweepPayments(free.ente.id)).toBeNull();
    expect(await free.portal.reconcilePayments(free.ente.id, TODAY)).toBeNull();
  });
});

describe('the comparison of a day', () => {
  it('sums what is in order, and what is of other systems', async () => {
    const there = await paying();
    const other = await anotherOwing(there);
    await there.pay();
    must(await other.payOnline());
    other.gateway.pay((await other.last()).noticeNumber ?? noticeNumberOf('01', 1));
    await there.foreign('ALTRO-1', '05');
    await there.after(9 * HOUR_MS);
    await there.after(HOUR_MS);
    expect(await there.report()).toMatchObject({
      inOrder: { count: 2, amount: 3200 },
      others: { count: 1, amount: 700 },
      lines: [],
      awayAt: null,
    });
    const [kept] = await there.run(({ paymentReports }) => paymentReports.list(null, 10));
    expect(kept).toMatchObject({ day: TODAY, inOrder: { count: 2 } });
  });

  it('tells what was paid without a practice: unknown, or gone', async () => {
    const there = await paying();
    must(await there.portal.deleteDraft(there.ente.id, there.writer, there.id));
    await there.pay();
    await there.work();
    const noticeNumber = await there.foreign('ALTRO-1', PAGOPA.segregationCode ?? '');
    const { lines, counts } = await there.report();
    expect(counts).toMatchObject({ senza_pratica: 2 });
    expect(lines).toMatchObject([
      { kind: 'senza_pratica', excess: 1600, atGateway: 1600, here: 1600, practiceId: null },
      { kind: 'senza_pratica', noticeNumber, paymentId: null, practiceCode: null, atGateway: 700 },
    ]);
  });

  it('tells what has no receipt yet, and what the gateway does not have', async () => {
    const there = await paying();
    there.gateway.holdReceipts(true);
    must(await there.payOnline());
    await there.pay();
    await there.after(5000);
    expect((await there.report()).lines).toMatchObject([{ kind: 'senza_ricevuta', atGateway: 1600, here: 1600 }]);
    const paid = await there.last();
    await there.run(({ payments }) =>
      payments.update({
        ...paid,
        version: paid.version + 1,
        paid: paid.paid === null ? null : { ...paid.paid, paidAt: new Date('2026-03-01T22:30:00Z') },
      }),
    );
    there.portal.clock.set(new Date('2026-03-04T09:00:00Z'));
    expect((await there.report('2026-03-01')).lines).toMatchObject([
      { kind: 'senza_ricevuta', atGateway: null, here: 1600 },
    ]);
  });

  it('tells amounts that differ, also of what the portal has not heard of, and what is to be given back until it was', async () => {
    const there = await paying();
    await there.pay(1500);
    expect((await there.report()).lines).toMatchObject([{ kind: 'importo_diverso', atGateway: 1500, here: 0 }]);
    await there.after(9 * HOUR_MS);
    expect((await there.report()).lines).toMatchObject([{ kind: 'importo_diverso', atGateway: 1500, here: 1500 }]);
    const other = await owing();
    await other.fill('doppia');
    must(await other.payOnline());
    must(await other.save('tipo', { tipo: 'esente' }));
    must(await other.submit());
    other.gateway.pay((await other.last()).noticeNumber ?? noticeNumberOf('01', 1));
    await other.after(HOUR_MS);
    const day = async () => (await other.portal.reconcilePayments(other.ente.id, TODAY))?.lines;
    expect(await day()).toMatchObject([{ kind: 'da_rimborsare', excess: 2000, practiceId: other.id }]);
  });

  it('keeps what was found before when the gateway does not answer, and says so', async () => {
    const there = await paying();
    await there.pay(1500);
    await there.report();
    there.gateway.listen(false);
    expect(await there.report()).toMatchObject({
      awayAt: expect.any(Date),
      madeAt: expect.any(Date),
      counts: { importo_diverso: 1 },
    });
    expect(await there.report('2026-03-01')).toMatchObject({ madeAt: null, awayAt: expect.any(Date), lines: [] });
  });

  it('puts each payment of the gateway in one line or in one sum, whatever they are', () => {
    const ids = Array.from({ length: 6 }, (_, at) => `00000000-0000-7000-8000-00000000000${at}`);
    const [id = ''] = ids;
    const practice = aDraft(id, { citizenId: citizenIdSchema.parse(id), serviceId: serviceIdSchema.parse(id) });
    const gone = practiceIdSchema.parse(ids[5]);
    const of = { practiceId: practice.id, serviceId: practice.serviceId, citizenId: practice.citizenId };
    const amount = fc.constantFrom(cents(0), cents(1600), cents(2000));
    const paidAt = new Date('2026-03-02T09:00:00Z');
    const known = fc.record({
      money: fc.constantFrom('nothing', 'online', 'elsewhere', 'both'),
      excess: amount,
      receipt: fc.boolean(),
      isGone: fc.boolean(),
    });
    const entries = fc.array(
      fc.record({
        whose: fc.constantFrom('ours', 'lost', 'foreign', 'same code'),
        known,
        amount,
        marked: fc.boolean(),
      }),
      { maxLength: ids.length },
    );
    fc.assert(
      fc.property(entries, (drawn) => {
        const online = (value: typeof paidAt, receiptId: string | null, of_: Payment['amount']) => ({
          amount: of_,
          paidAt: value,
          receiptId,
          psp: null,
          method: null,
        });
        const payments = drawn.map(({ known: { money, excess, receipt, isGone } }, at): Payment => {
          const receiptId = `r${at}`;
          return aPayment(ids[at] ?? '', {
            ...of,
            practiceId: isGone ? gone : of.practiceId,
            excess,
            paid: money === 'online' || money === 'both' ? online(paidAt, receiptId, cents(1600)) : null,
            elsewhere: money === 'elsewhere' || money === 'both' ? { at: paidAt, by: null, note: '' } : null,
            receipt: receipt ? { ...RECEIPT, receiptId } : null,
          });
        });
        const atGateway = drawn.map(({ whose, amount: paid, marked }, at) => ({
          iupd: whose === 'ours' || whose === 'lost' ? iupdOf({ id: paymentIdSchema.parse(ids[at]) }) : `ALTRO-${at}`,
          noticeNumber: noticeNumberOf(whose === 'foreign' ? '09' : '01', at + 1),
          payment: online(paidAt, marked ? null : `r${at}`, paid),
        }));
        const ours = payments.filter((_, at) => drawn[at]?.whose === 'ours');
        const here = {
          known: ours,
          expected: ours.filter(({ paid }) => paid !== null),
          practices: new Map([[practice.id, practice]]),
          segregationCodes: new Set(['01']),
        };
        const { lines, inOrder, others, counts } = compare(TODAY, atGateway, here, paidAt);
        expect(lines.length + inOrder.count + others.count).toBe(atGateway.length);
        const inLines = lines.reduce((sum, line) => sum + (line.atGateway ?? 0), 0);
        expect(inLines + inOrder.amount + others.amount).toBe(
          atGateway.reduce((sum, { payment }) => sum + payment.amount, 0),
        );
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
      }),
    );
  });
});
