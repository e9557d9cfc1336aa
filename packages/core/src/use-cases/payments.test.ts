import { describe, expect, it } from '@jest/globals';
import { cents } from '../payment/cents.ts';
import { noticeNumberSchema } from '../payment/notice-number.ts';
import { iupdOf, receivedOf } from '../payment/payment.ts';
import { GatewayError } from '../ports/payment-gateway.ts';
import { must } from '../testing/index.ts';
import { hearPayment } from './system/hear-payment.ts';
import { anotherOwing, type Owing, owing, PAGOPA } from './testing/owing-draft.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const paying = async () => {
  const there = await owing();
  await there.fill();
  return there;
};
const pay = async ({ gateway, last }: Owing) => {
  const { noticeNumber } = await last();
  return noticeNumber !== null && gateway.pay(noticeNumber);
};
const stepOf = async ({ draft }: Owing) =>
  must(await draft()).journey.steps.find(({ definition }) => definition.kind === 'payment');

describe('the step of payment', () => {
  it('asks for what follows from the answers, by one position with a notice', async () => {
    const there = await paying();
    expect((await stepOf(there))?.due?.total).toBe(1600);
    expect(await there.payments()).toMatchObject([
      {
        state: 'da_pagare',
        amount: 1600,
        position: 'aperta',
        noticeNumber: '301000000000000144',
        dueDay: '2026-04-01',
      },
    ]);
    expect(there.gateway.positions()).toHaveLength(1);
  });

  it('keeps the practice from being sent until the gateway says that it was paid', async () => {
    const there = await paying();
    expect(must(await there.draft()).journey.next.definition.id).toBe('pagamento');
    expect(await there.submit()).toEqual({ ok: false, error: { code: 'incomplete', step: 'pagamento' } });
    expect(await there.save('pagamento')).toMatchObject({
      ok: false,
      error: { code: 'invalid_step', errors: [{ field: 'pagamento', code: 'not_paid_yet' }] },
    });
    must(await there.payOnline());
    expect(await there.submit()).toMatchObject({ ok: false });
    await pay(there);
    expect(await there.submit()).toMatchObject({ ok: false });
    await there.after(5000);
    expect(await there.last()).toMatchObject({ state: 'pagato', excess: 0 });
    must(await there.save('pagamento'));
    must(await there.submit());
  });

  it('is not walked when nothing is owed, or the ente asks for nothing', async () => {
    const exempt = await owing();
    await exempt.fill('esente');
    expect(await exempt.payments()).toEqual([]);
    must(await exempt.submit());
    const free = await owing(null);
    await free.fill('doppia');
    must(await free.submit());
  });

  it('tells the citizen when it was paid, in the iter and by mail', async () => {
    const there = await paying();
    await pay(there);
    await there.after(9 * HOUR_MS);
    const [entries, deliveries] = await there.run(async ({ timeline, deliveries }) => [
      await timeline.of(there.id),
      await deliveries.of(there.id),
    ]);
    expect(entries.map(({ event }) => event)).toEqual(['bozza', 'pagamento_ricevuto']);
    expect(deliveries.map(({ effect }) => effect)).toEqual([
      { kind: 'mail', template: 'pagamento_ricevuto', operatorId: null },
    ]);
  });

  it('keeps the notice and the receipt', async () => {
    const there = await paying();
    expect((await there.last()).documents.avviso?.fileName).toBe('avviso-di-pagamento-301000000000000144.pdf');
    there.gateway.holdReceipts(true);
    must(await there.payOnline());
    await pay(there);
    await there.after(5000);
    expect(await there.last()).toMatchObject({ state: 'pagato', receipt: null });
    there.gateway.holdReceipts(false);
    await there.after(10 * MINUTE_MS);
    const { receipt, documents } = await there.last();
    expect(receipt).toMatchObject({ amount: 1600, psp: 'Banca di memoria' });
    expect(documents.ricevuta?.fileName).toBe('ricevuta-di-pagamento-301000000000000144.pdf');
  });
});

describe('an amount that changes', () => {
  it('before it was paid is asked for anew, and the first notice can be paid no more', async () => {
    const there = await paying();
    await there.choose('doppia');
    await there.work();
    const [first, second] = await there.payments();
    expect(first).toMatchObject({ state: 'annullato', amount: 1600 });
    expect(second).toMatchObject({ state: 'da_pagare', amount: 2000, position: 'aperta' });
    expect(first?.noticeNumber && there.gateway.pay(first.noticeNumber)).toBe(false);
  });

  it('leaves one notice to pay at every moment, also while the gateway does not answer', async () => {
    const there = await paying();
    there.gateway.listen(false);
    await there.choose('doppia');
    await there.after(HOUR_MS);
    expect(await there.payments()).toMatchObject([{ state: 'da_pagare', withdrawnAt: expect.any(Date) }]);
    there.gateway.listen(true);
    await there.after(HOUR_MS);
    expect(await there.payments()).toMatchObject([{ state: 'annullato' }, { state: 'da_pagare', amount: 2000 }]);
  });

  it('upwards after it was paid asks for the difference alone', async () => {
    const there = await paying();
    await pay(there);
    await there.choose('doppia');
    await there.work();
    await there.after(9 * HOUR_MS);
    expect(await there.payments()).toMatchObject([
      { state: 'pagato', amount: 1600 },
      { state: 'da_pagare', amount: 400, items: [{ label: 'Diritti di segreteria', amount: 400 }] },
    ]);
    await pay(there);
    await there.after(9 * HOUR_MS);
    must(await there.submit());
  });

  it('downwards after it was paid is flagged for refund when the practice is sent', async () => {
    const there = await owing();
    await there.fill('doppia');
    await pay(there);
    await there.after(9 * HOUR_MS);
    await there.choose('semplice');
    must(await there.submit());
    expect(await there.payments()).toMatchObject([{ state: 'da_rimborsare', excess: 400 }]);
  });
});

describe('money that comes in twice', () => {
  it('is flagged: at the counter, and online before the gateway was told', async () => {
    const there = await paying();
    const { id } = await there.last();
    await pay(there);
    const by = null;
    await there.run(async (stores) => {
      const [payment, practice] = [await stores.payments.byId(id), await stores.practices.lock(there.id)];
      if (payment === null) throw new Error('No payment');
      const elsewhere = { at: there.portal.clock.now(), by, note: 'Ricevuta 12' };
      await hearPayment(stores, there.portal, payment, practice, { elsewhere });
      const status = await there.gateway.gateway.status(iupdOf(payment));
      const again = await stores.payments.byId(id);
      if (status.state !== 'paid' || again === null) throw new Error('It was paid');
      await hearPayment(stores, there.portal, again, practice, { paid: status.payment });
    });
    expect(await there.last()).toMatchObject({ state: 'da_rimborsare', excess: 1600 });
    expect(receivedOf(await there.last())).toBe(3200);
    must(await there.submit());
  });

  it('for a practice that was sent is to be given back whole', async () => {
    const there = await owing();
    await there.fill('doppia');
    must(await there.payOnline());
    // Decides otherwise while the page of the gateway is open in another window.
    must(await there.save('tipo', { tipo: 'esente' }));
    must(await there.submit());
    await pay(there);
    await there.after(HOUR_MS);
    expect(await there.payments()).toMatchObject([{ state: 'da_rimborsare', excess: 2000 }]);
  });
});

describe('a draft', () => {
  it('that was paid, or is being paid, is not deleted', async () => {
    const there = await paying();
    must(await there.payOnline());
    const deleted = () => there.portal.deleteDraft(there.ente.id, there.writer, there.id);
    expect(await deleted()).toEqual({ ok: false, error: { code: 'paid' } });
    await there.after(HOUR_MS);
    expect(await there.last()).toMatchObject({ state: 'da_pagare' });
    await pay(there);
    await there.after(9 * HOUR_MS);
    expect(await deleted()).toEqual({ ok: false, error: { code: 'paid' } });
    await there.after(400 * 24 * HOUR_MS);
    await there.portal.expireDrafts(there.ente.id);
    must(await there.draft());
    must(await there.portal.deleteDraft(there.ente.id, there.writer, there.id, true));
    expect(await there.last()).toMatchObject({ state: 'da_rimborsare', excess: 1600 });
  });

  it('that was not paid takes its notice with it; who pays it in that very moment is given the money back', async () => {
    const there = await paying();
    must(await there.portal.deleteDraft(there.ente.id, there.writer, there.id));
    await there.work();
    expect(await there.payments()).toMatchObject([{ state: 'annullato' }]);
    expect(await pay(there)).toBe(false);

    const other = await paying();
    must(await other.portal.deleteDraft(other.ente.id, other.writer, other.id));
    await pay(other);
    await other.work();
    expect(await other.payments()).toMatchObject([{ state: 'da_rimborsare', excess: 1600 }]);
  });
});

describe('a gateway', () => {
  it('that is down for an hour delays, and loses nothing', async () => {
    const there = await owing();
    there.gateway.listen(false);
    await there.fill();
    expect(await there.last()).toMatchObject({ state: 'da_pagare', position: 'chiesta', lastError: 'again' });
    expect(await there.payOnline()).toEqual({ ok: false, error: { code: 'not_payable' } });
    await there.after(HOUR_MS);
    there.gateway.listen(true);
    await there.after(20 * MINUTE_MS);
    expect(await there.last()).toMatchObject({ position: 'aperta', failures: 0, lastError: null });
  });

  it('whose answer was lost is asked again for the same position', async () => {
    const there = await owing();
    there.gateway.next('create', 'lost');
    await there.fill();
    await there.after(MINUTE_MS);
    expect(await there.last()).toMatchObject({ position: 'aperta' });
    expect(there.gateway.positions()).toHaveLength(1);
  });

  it('that is busy is left alone for as long as it asks', async () => {
    const there = await owing();
    there.gateway.next('create', 'busy');
    await there.fill();
    await there.after(60_000);
    expect(await there.last()).toMatchObject({ position: 'chiesta' });
    await there.after(31_000);
    expect(await there.last()).toMatchObject({ position: 'aperta' });
  });

  it('where another position has the number gets another number', async () => {
    const there = await owing();
    const taken = { iupd: 'altro', noticeNumber: '301000000000000144', subject: 'x', dueDay: '2026-12-31' };
    const debtor = { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario', cognome: 'Rossi', address: null };
    const items = [{ label: 'x', amount: cents(100), category: null, stamp: null }];
    const noticeNumber = noticeNumberSchema.parse(taken.noticeNumber);
    await there.gateway.gateway.create({ ...taken, noticeNumber, debtor, items });
    await there.fill();
    await there.after(MINUTE_MS);
    expect(await there.last()).toMatchObject({ position: 'aperta', noticeNumber: expect.not.stringContaining('144') });
  });
});

describe('a position', () => {
  it('that nobody has paid expires, and is asked for again when the citizen comes back', async () => {
    const there = await paying();
    await there.after(31 * 24 * HOUR_MS);
    expect(await there.last()).toMatchObject({ state: 'scaduto' });
    must(await there.portal.preparePayment(there.ente.id, there.writer, there.id));
    await there.work();
    expect(await there.payments()).toMatchObject([{ state: 'scaduto' }, { state: 'da_pagare', position: 'aperta' }]);
  });

  it('is paid in two windows by the same notice: once', async () => {
    const there = await paying();
    must(await there.payOnline());
    must(await there.payOnline());
    expect(await pay(there)).toBe(true);
    expect(await pay(there)).toBe(false);
    await there.after(5000);
    expect(there.gateway.charges).toHaveLength(1);
  });

  it('of somebody else is not found', async () => {
    const there = await paying();
    const { id } = await there.last();
    const other = { ...there.writer, citizenId: (await owing()).citizen.id };
    const back = { ok: 'https://x', cancelled: 'https://x', failed: 'https://x' };
    const stranger = { ...other, citizenId: there.portal.ids.next() as typeof other.citizenId };
    expect(await there.portal.payOnline(there.ente.id, stranger, id, back)).toEqual({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(await there.portal.askAboutPayment(there.ente.id, stranger, id)).toMatchObject({ ok: false });
  });
});

describe('an ente that pays elsewhere by now', () => {
  it('or asks for nothing, still hears of the notices that are out', async () => {
    for (const choice of [
      null,
      { ...PAGOPA, kind: 'bollo', segregationCode: null },
      { ...PAGOPA, segregationCode: '09' },
    ] as const) {
      const there = await paying();
      await there.portal.setup.savePaymentChoice(there.ente.id, null, choice);
      await pay(there);
      await there.after(9 * HOUR_MS);
      await there.after(5000);
      expect(await there.last()).toMatchObject({ state: 'pagato', excess: 0, receipt: { amount: 1600 } });
      must(await there.submit());
      expect(await there.last()).toMatchObject({ state: 'pagato', excess: 0 });
    }
  });

  it('leaves nothing to pay for what is sent without', async () => {
    const there = await paying();
    await there.portal.setup.savePaymentChoice(there.ente.id, null, null);
    must(await there.submit());
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'annullato' });
    expect(await pay(there)).toBe(false);
  });
});

describe('the page of the gateway', () => {
  it('that could not be opened leaves the payment as it was', async () => {
    const there = await paying();
    there.gateway.next('checkoutAddress', 'out-of-order');
    expect(await there.payOnline()).toEqual({ ok: false, error: { code: 'gateway_away' } });
    expect(await there.last()).toMatchObject({ state: 'da_pagare', wentOnlineAt: null });
    must(await there.payOnline());
    // Somebody is there already, in another window.
    there.gateway.next('checkoutAddress', 'out-of-order');
    expect(await there.payOnline()).toMatchObject({ ok: false });
    expect(await there.last()).toMatchObject({ state: 'in_corso' });
  });
});

describe('what the gateway does not take', () => {
  it('is refused once, and asked for again when somebody says so', async () => {
    const there = await owing();
    must(await there.save('istruzioni'));
    must(await there.save('richiedente'));
    await there.choose('semplice');
    const { noticeNumber, ...payment } = await there.last();
    const debtor = { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario', cognome: 'Rossi', address: null };
    const items = [{ label: 'x', amount: cents(1), category: null, stamp: null }];
    const other = { iupd: iupdOf(payment), noticeNumber: noticeNumberSchema.parse(noticeNumber), subject: 'x', items };
    await there.gateway.gateway.create({ ...other, debtor, dueDay: '2026-12-31' });
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'fallito', lastError: 'refused' });
    await there.after(HOUR_MS);
    must(await there.portal.askAboutPayment(there.ente.id, there.writer, payment.id));
    expect(await there.last()).toMatchObject({ state: 'fallito' });
    must(await there.portal.retryOwnPayment(there.ente.id, there.writer, payment.id));
    expect(await there.last()).toMatchObject({ state: 'da_pagare' });
  });

  it('as a receipt is asked for again, and denies nothing', async () => {
    const there = await paying();
    await pay(there);
    const { gateway } = there.gateway;
    const receipt = gateway.receipt;
    gateway.receipt = async () => {
      throw new GatewayError('refused', 'It is that of something else');
    };
    await there.after(9 * HOUR_MS);
    await there.after(5000);
    expect(await there.last()).toMatchObject({ state: 'pagato', receipt: null, lastError: 'refused' });
    gateway.receipt = receipt;
    await there.after(HOUR_MS);
    expect(await there.last()).toMatchObject({ state: 'pagato', receipt: { amount: 1600 }, lastError: null });
  });
});

describe('a draft whose time is over', () => {
  const DAY_MS = 24 * HOUR_MS;
  /** A draft that nobody has saved for almost a year, with a notice that is new; the nights until it is about to go. */
  const ending = async () => {
    const there = await paying();
    await there.after(355 * DAY_MS);
    must(await there.portal.preparePayment(there.ente.id, there.writer, there.id));
    await there.work();
    const night = async () => {
      there.portal.clock.advance(DAY_MS);
      await there.portal.expireDrafts(there.ente.id);
    };
    for (let nights = 0; nights < 25 && (await there.last()).withdrawnAt === null; nights += 1) await night();
    expect(await there.last()).toMatchObject({ state: 'da_pagare', givenUp: true, position: 'aperta' });
    must(await there.draft());
    return { there, night };
  };

  it('stays when somebody has paid since the gateway was last asked', async () => {
    const { there, night } = await ending();
    expect(await pay(there)).toBe(true);
    await there.work();
    await night();
    expect(await there.last()).toMatchObject({ state: 'pagato', excess: 0 });
    must(await there.draft());
    must(await there.submit());
  });

  it('goes in the night after the one in which its notice was withdrawn, of which nothing is kept', async () => {
    const { there, night } = await ending();
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'annullato', documents: {} });
    expect(await pay(there)).toBe(false);
    expect(await there.payments()).toHaveLength(2);
    await night();
    expect(await there.draft()).toMatchObject({ ok: false });
  });
});

describe('money that comes in late', () => {
  it('for a notice that was withdrawn counts, and nothing more is asked for', async () => {
    const there = await paying();
    const [first] = await there.payments();
    await there.choose('doppia');
    await there.work();
    // It was being paid when it was withdrawn: the gateway says so afterwards, in its list of the day.
    const { gateway } = there.gateway;
    const status = gateway.status;
    if (first === undefined) throw new Error('Nothing was asked for');
    const payment = {
      amount: cents(1600),
      paidAt: there.portal.clock.now(),
      receiptId: 'tardi',
      psp: 'Banca',
      method: null,
    };
    gateway.status = async (iupd) => (iupd === iupdOf(first) ? { state: 'paid', payment } : status(iupd));
    await there.run((stores) => stores.payments.wake(first.id, there.portal.clock.now()));
    await there.work();
    await there.work();
    expect(await there.payments()).toMatchObject([
      { state: 'pagato', excess: 0 },
      { state: 'annullato', amount: 2000 },
      { state: 'da_pagare', amount: 400 },
    ]);
  });
});

describe('a revenue stamp that is declared', () => {
  const STAMP = { number: '01 234567 890123', day: '2026-03-01' };
  const stamped = async () => {
    const there = await owing({ ...PAGOPA, kind: 'bollo', segregationCode: null }, undefined, {
      items: [
        { label: 'Imposta di bollo', stamp: true, amount: { rule: 'fixed', cents: 1600 } },
        { label: 'Diritti di segreteria', amount: { rule: 'fixed', cents: 5000 } },
      ],
    });
    await there.fill();
    return there;
  };
  const declare = ({ portal, ente, writer, id }: Owing, stamp = STAMP) =>
    portal.declareStamp(ente.id, writer, id, stamp);

  it('is all that is asked for where the ente takes nothing else on the portal', async () => {
    const there = await stamped();
    expect((await stepOf(there))?.due).toMatchObject({ total: 1600, parts: [{ kind: 'bollo' }] });
    expect(await there.submit()).toMatchObject({ ok: false });
    must(await declare(there));
    must(await there.submit());
    expect(await there.payments()).toMatchObject([
      { state: 'pagato_altrove', stamp: { number: '01234567890123', day: '2026-03-01' }, excess: 0 },
    ]);
  });

  it('is refused with a wrong number or day, and where none is owed any more', async () => {
    const there = await stamped();
    expect(await declare(there, { number: '123', day: '2026-03-03' })).toMatchObject({
      ok: false,
      error: {
        errors: [
          { field: 'marca_numero', code: 'invalid_stamp' },
          { field: 'marca_data', code: 'date_in_future' },
        ],
      },
    });
    must(await declare(there));
    expect(await declare(there, { ...STAMP, number: '99999999999999' })).toMatchObject({ error: { code: 'not_owed' } });
  });

  it('can be taken back before it is sent, and its number is free again; so when the draft goes', async () => {
    const there = await stamped();
    must(await declare(there));
    const { id } = await there.last();
    must(await there.portal.withdrawStamp(there.ente.id, there.writer, there.id, id));
    expect(await there.last()).toMatchObject({ state: 'annullato', stamp: null });
    expect(await there.submit()).toMatchObject({ ok: false });
    must(await declare(there));
    // Pressed twice.
    must(await declare(there));
    must(await there.portal.deleteDraft(there.ente.id, there.writer, there.id));
    const other = await anotherOwing(there);
    must(await declare(other));
    must(await other.submit());
    const sent = await other.last();
    expect(await other.portal.withdrawStamp(other.ente.id, other.writer, other.id, sent.id)).toMatchObject({
      ok: false,
    });
  });

  it('is good once', async () => {
    const there = await stamped();
    must(await declare(there));
    const other = await anotherOwing(there);
    expect(await declare(other)).toMatchObject({ error: { errors: [{ field: 'marca_numero', code: 'stamp_used' }] } });
  });
});
