import { describe, expect, it } from '@jest/globals';
import { cents } from '../../payment/cents.ts';
import { iuvOf, noticeNumberOf } from '../../payment/notice-number.ts';
import type { Payment } from '../../payment/payment.ts';
import { integrationIdSchema, operatorIdSchema, type PaymentId, paymentIdSchema } from '../../shared/ids.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import { aPayment } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, type StagedEnte, useStage } from './stage.ts';

const CHOICE: PaymentChoice = {
  kind: 'pagopa',
  stamps: 'online',
  segregationCode: '02',
  validDays: 10,
  settings: { iban: 'IT60X0542811101000000123456', a: [1] },
  sealed: 'tutti',
};

/** The promise of `PaymentStore`. @param open an empty database */
export const paymentStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of payments`, () => {
    const stage = useStage(open);

    /** A payment of a stored draft; each has another number unless it is said. */
    let serial = 0;
    const payment = async (ente: StagedEnte, given: Partial<Payment> = {}): Promise<Payment> => {
      const { id: practiceId, code } =
        given.practiceId === undefined ? await ente.storedDraft() : { id: given.practiceId, code: '' };
      serial += 1;
      return aPayment(stage.ids.next(), {
        practiceId,
        practiceCode: code,
        serviceId: ente.service.id,
        citizenId: ente.citizen.id,
        noticeNumber: noticeNumberOf('01', serial),
        ...given,
      });
    };
    const insert = (ente: StagedEnte, one: Payment) => ente.run(({ payments }) => payments.insert(one));
    const byId = (ente: StagedEnte, id: PaymentId) => ente.run(({ payments }) => payments.byId(id));

    it('knows where citizens pay for a service, else at the ente, and when nothing is asked for', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const chosen = () => run(({ payments }) => payments.choiceFor(service.id));
      const save = stage.under.setup.savePaymentChoice;
      expect(await chosen()).toBeNull();
      await save(tenant.id, null, CHOICE);
      expect(await chosen()).toEqual(CHOICE);
      const own: PaymentChoice = { ...CHOICE, kind: 'bollo', segregationCode: null, sealed: 'uno' };
      await save(tenant.id, service.id, own);
      expect(await chosen()).toEqual(own);
      expect(await run(({ payments }) => payments.choices())).toEqual([
        { serviceId: null, choice: CHOICE },
        { serviceId: service.id, choice: own },
      ]);
      await save(tenant.id, service.id, null);
      expect(await chosen()).toEqual(CHOICE);
      const other = await stage.addEnte();
      expect(await other.run(({ payments }) => payments.choiceFor(other.service.id))).toBeNull();
    });

    it('gives each notice of an ente another number, also to many at once', async () => {
      const [one, other] = [await stage.addEnte(), await stage.addEnte()];
      const next = (ente: StagedEnte) => ente.run(({ payments }) => payments.takeSerial());
      const serials = await Promise.all(Array.from({ length: 20 }, () => next(one)));
      expect(serials.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(await next(other)).toBe(1);
    });

    it('gives those of some ids, those that the money of some days came in for, and those that nobody helps', async () => {
      const ente = await stage.addEnte();
      const settled = { state: 'pagato', position: 'chiusa' } as const;
      const [first, second, stuck, away] = [
        await payment(ente, { ...settled, settledAt: minutesLater(1) }),
        await payment(ente, { ...settled, settledAt: minutesLater(2) }),
        await payment(ente, { failures: 1, lastError: 'settings', createdAt: minutesLater(3) }),
        await payment(ente, { failures: 6, lastError: 'again' }),
      ];
      const usual = await payment(ente, { failures: 5, lastError: 'again' });
      for (const one of [first, second, stuck, away, usual]) expect(await insert(ente, one)).toBe(true);
      const { run } = ente;
      const missing = paymentIdSchema.parse(stage.ids.next());
      const byIds = await run(({ payments }) => payments.byIds([second.id, first.id, missing]));
      expect(new Set(byIds)).toEqual(new Set([first, second]));
      expect(await run(({ payments }) => payments.byIds([]))).toEqual([]);
      const between = (from: Date, to: Date, limit = 9) =>
        run(({ payments }) => payments.settledBetween(from, to, limit));
      expect(await between(minutesLater(1), minutesLater(3))).toEqual([first, second]);
      expect(await between(minutesLater(0), minutesLater(2))).toEqual([first]);
      expect(await between(minutesLater(1), minutesLater(3), 1)).toEqual([first]);
      expect(await run(({ payments }) => payments.failing(9))).toEqual([stuck, away]);
      expect(await run(({ payments }) => payments.failing(1))).toEqual([stuck]);
    });

    it('keeps everything of a payment', async () => {
      const ente = await stage.addEnte();
      const made = await payment(ente);
      expect(await insert(ente, made)).toBe(true);
      expect(await byId(ente, made.id)).toEqual(made);
      const noticeNumber = made.noticeNumber ?? noticeNumberOf('01', 1);
      const [amount, paidAt] = [cents(1234), minutesLater(3)];
      const paid = { amount, paidAt, receiptId: 'rt-1', psp: 'Banca', method: 'CP' };
      const changed: Payment = {
        ...made,
        state: 'da_rimborsare',
        version: 2,
        items: [
          { label: 'Bollo', amount: cents(1600), category: '9/0101108TS/', stamp: { document: 'x', province: 'RM' } },
        ],
        position: 'chiusa',
        askedAt: minutesLater(1),
        wentOnlineAt: minutesLater(2),
        withdrawnAt: minutesLater(2),
        paid,
        elsewhere: { at: minutesLater(4), by: operatorIdSchema.parse(ente.operator.id), note: 'Cassa 12' },
        settledAt: minutesLater(4),
        excess: cents(1600),
        refund: { at: minutesLater(5), by: ente.operator.id, day: '2026-03-02', amount: cents(1600), note: 'Bonifico' },
        receipt: { ...paid, noticeNumber, iuv: iuvOf(noticeNumber), fee: cents(150), receiptId: 'rt-1' },
        documents: { avviso: { fileName: 'avviso.pdf', sha256: 'ab'.repeat(32), size: 12 } },
        failures: 3,
        lastError: 'again',
        checkedAt: minutesLater(5),
      };
      expect(await ente.run(({ payments }) => payments.update(changed))).toBe(true);
      expect(await byId(ente, made.id)).toEqual(changed);
      expect(await ente.run(({ payments }) => payments.byNoticeNumber(noticeNumber))).toEqual(changed);
      expect(await ente.run(({ attachments }) => attachments.referredTo(['ab'.repeat(32)]))).toEqual(
        new Set(['ab'.repeat(32)]),
      );
    });

    it('writes only over what was read', async () => {
      const ente = await stage.addEnte();
      const made = await payment(ente);
      await insert(ente, made);
      const update = (change: Partial<Payment>) => ente.run(({ payments }) => payments.update({ ...made, ...change }));
      const both = await Promise.all([
        update({ version: 2, state: 'in_corso' }),
        update({ version: 2, state: 'scaduto' }),
      ]);
      expect(both.toSorted()).toEqual([false, true]);
      expect(await update({ version: 4 })).toBe(false);
      expect(await update({ version: 3 })).toBe(true);
    });

    it('has one open payment for each due at the most, also when two are opened at once', async () => {
      const ente = await stage.addEnte();
      const first = await payment(ente);
      const { practiceId } = first;
      const [second, third] = [await payment(ente, { practiceId }), await payment(ente, { practiceId })];
      expect((await Promise.all([first, second].map((one) => insert(ente, one)))).toSorted()).toEqual([false, true]);
      const integrationId = integrationIdSchema.parse(stage.ids.next());
      expect(await insert(ente, await payment(ente, { practiceId, integrationId }))).toBe(true);
      expect(await insert(ente, await payment(ente, { practiceId, integrationId }))).toBe(false);
      expect(await insert(ente, await payment(ente, { practiceId, state: 'pagato' }))).toBe(true);
      const [open] = (await ente.run(({ payments }) => payments.of(practiceId))).filter(
        (one) => one.integrationId === null && one.state === 'da_pagare',
      );
      if (open === undefined) throw new Error('None is open');
      await ente.run(({ payments }) => payments.update({ ...open, version: 2, state: 'annullato' }));
      expect(await insert(ente, third)).toBe(true);
    });

    it('takes each stamp once in an ente, and each notice number', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const stamp = { number: '01234567890123', day: '2026-03-01' };
      const stamped = async (of: StagedEnte) =>
        insert(of, await payment(of, { kind: 'bollo', state: 'pagato_altrove', noticeNumber: null, stamp }));
      expect((await Promise.all([stamped(ente), stamped(ente)])).toSorted()).toEqual([false, true]);
      expect(await stamped(other)).toBe(true);
      const made = await payment(ente);
      await insert(ente, made);
      expect(await insert(ente, await payment(ente, { noticeNumber: made.noticeNumber }))).toBe(false);
    });

    it('lists those of a practice oldest first, and those of a citizen newest first, page by page', async () => {
      const ente = await stage.addEnte();
      const { practiceId } = await payment(ente);
      const made: Payment[] = [];
      for (const minutes of [0, 1, 1, 2, 3]) {
        const one = await payment(ente, { practiceId, state: 'annullato', createdAt: minutesLater(minutes) });
        await insert(ente, one);
        made.push(one);
      }
      const sorted = made.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
      const ids = (some: readonly Payment[]) => some.map(({ id }) => id);
      expect(ids(await ente.run(({ payments }) => payments.of(practiceId)))).toEqual(ids(sorted));
      const newest = sorted.toReversed();
      const page = (after: Payment | null) => ente.run(({ payments }) => payments.ofCitizen(ente.citizen.id, after, 2));
      expect(ids(await page(null))).toEqual(ids(newest.slice(0, 2)));
      expect(ids(await page(newest[1] ?? null))).toEqual(ids(newest.slice(2, 4)));
      expect(ids(await page(newest[3] ?? null))).toEqual(ids(newest.slice(4)));
      const none = (await payment(ente)).practiceId;
      const several = await ente.run(({ payments }) => payments.ofPractices([practiceId, none]));
      expect([...several.keys()]).toEqual([practiceId]);
      expect(ids(several.get(practiceId) ?? [])).toEqual(ids(sorted));
    });

    it('keeps what was asked for when the draft is gone', async () => {
      const ente = await stage.addEnte();
      const made = await payment(ente, { state: 'annullato' });
      await insert(ente, made);
      await ente.run(({ practices }) => practices.deleteDraft(made.practiceId, ente.citizen.id));
      expect(await byId(ente, made.id)).toEqual(made);
    });

    it('knows nothing of another ente', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const made = await payment(ente);
      await insert(ente, made);
      expect(await byId(other, made.id)).toBeNull();
      expect(await other.run(({ payments }) => payments.byNoticeNumber(made.noticeNumber ?? ''))).toBeNull();
      expect(await other.run(({ payments }) => payments.update({ ...made, version: 2 }))).toBe(false);
      expect(await byId(other, paymentIdSchema.parse(stage.ids.next()))).toBeNull();
    });
  });
};
