import { describe, expect, it } from '@jest/globals';
import { receivedOf, toRefundOf } from '../payment/payment.ts';
import { anOperator, must } from '../testing/index.ts';
import { owing } from './testing/owing-draft.ts';
import { inChargeOnline } from './testing/requested-payment.ts';

const HOUR_MS = 3_600_000;

/** A draft that is to be paid for, and an operator at the counter. */
const atCounter = async () => {
  const there = await owing();
  await there.fill();
  const { portal, ente, service } = there;
  const operator = anOperator(portal.ids.next(), { services: [service.id] });
  await portal.setup.addOperator(ente.id, operator, 'hash');
  const actor = { operator, address: '192.0.2.1' };
  const colleague = anOperator(portal.ids.next(), { services: [service.id], email: 'altra@comune.example' });
  await portal.setup.addOperator(ente.id, colleague, 'hash');
  const mark = async (note = 'Ricevuta n. 12', by = actor) =>
    portal.markPaidElsewhere(ente.id, by, (await there.last()).id, note);
  const pay = async () => {
    const { noticeNumber } = await there.last();
    return noticeNumber !== null && there.gateway.pay(noticeNumber);
  };
  const refund = async (typed = { day: '2026-03-02', note: 'Bonifico' }) =>
    portal.noteRefund(ente.id, actor, (await there.last()).id, typed);
  const acts = async () =>
    (await there.run(({ audit }) => audit.page({ after: null, limit: 50 }))).rows.map(({ action }) => action);
  return { ...there, actor, colleague: { ...actor, operator: colleague }, mark, pay, refund, acts };
};

describe('money that came at the counter', () => {
  it('is found by the number of the notice, told to the gateway, and lets the practice be sent', async () => {
    const there = await atCounter();
    const { portal, ente, actor } = there;
    const noticeNumber = (await there.last()).noticeNumber ?? '';
    const found = must(await portal.findPayment(ente.id, actor.operator, { noticeNumber }));
    expect(found).toMatchObject({ practiceId: null, payment: { amount: 1600 } });
    must(await there.mark());
    expect(await there.last()).toMatchObject({
      state: 'pagato_altrove',
      excess: 0,
      elsewhere: { by: actor.operator.id, note: 'Ricevuta n. 12' },
    });
    expect(await there.pay()).toBe(false);
    must(await there.submit());
    expect(await there.acts()).toEqual(['pagato_altrove']);
  });

  it('said twice is one payment, also by two operators at once', async () => {
    const there = await atCounter();
    must(await there.mark());
    must(await there.mark());
    expect(await there.mark('Ricevuta n. 13', there.colleague)).toEqual({
      ok: false,
      error: { code: 'already_marked' },
    });
    expect(receivedOf(await there.last())).toBe(1600);
    const other = await atCounter();
    const both = await Promise.all([other.mark('A'), other.mark('B', other.colleague)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(receivedOf(await other.last())).toBe(1600);
    expect(await other.acts()).toEqual(['pagato_altrove']);
  });

  it('of what was paid online already is money to give back, which is noted when it was', async () => {
    const there = await atCounter();
    await there.pay();
    must(await there.mark());
    expect(await there.last()).toMatchObject({ state: 'da_rimborsare', excess: 1600, paid: { amount: 1600 } });
    expect(await there.refund({ day: '2026-13-02', note: '' })).toMatchObject({
      error: { problems: ['day_required', 'note_required'] },
    });
    expect(await there.refund({ day: '2026-03-03', note: 'Bonifico' })).toMatchObject({
      error: { problems: ['day_in_future'] },
    });
    must(await there.refund());
    must(await there.refund());
    const refunded = await there.last();
    expect(refunded).toMatchObject({ state: 'da_rimborsare', refund: { day: '2026-03-02', amount: 1600 } });
    expect(toRefundOf(refunded)).toBe(0);
    expect(await there.refund({ day: '2026-03-01', note: 'Altro' })).toMatchObject({
      error: { code: 'nothing_to_refund' },
    });
    expect(await there.acts()).toEqual(['rimborso_annotato', 'pagato_altrove']);
    await there.after(9 * HOUR_MS);
    expect((await there.last()).receipt?.amount).toBe(1600);
    must(await there.submit());
  });

  it('is not written down while the gateway does not answer; what it heard before the answer was lost is one payment', async () => {
    const there = await atCounter();
    there.gateway.listen(false);
    expect(await there.mark()).toEqual({ ok: false, error: { code: 'gateway_away' } });
    expect(await there.last()).toMatchObject({ state: 'da_pagare', elsewhere: null });
    there.gateway.listen(true);
    there.gateway.next('markPaidElsewhere', 'lost');
    expect(await there.mark()).toMatchObject({ error: { code: 'gateway_away' } });
    // The worker hears of it meanwhile, from the gateway.
    await there.after(9 * HOUR_MS);
    expect(await there.last()).toMatchObject({ state: 'pagato_altrove', elsewhere: { by: null } });
    must(await there.mark());
    expect(await there.last()).toMatchObject({ elsewhere: { by: there.actor.operator.id }, excess: 0 });
    expect(receivedOf(await there.last())).toBe(1600);
  });

  it('for a notice that has expired is not denied, and one that is not there yet cannot have been paid', async () => {
    const there = await atCounter();
    await there.after(31 * 24 * HOUR_MS);
    expect(await there.last()).toMatchObject({ state: 'scaduto' });
    must(await there.mark());
    must(await there.submit());
    const early = await atCounter();
    // Its answers are corrected while the gateway is away: the first notice is still in somebody's hands.
    early.gateway.listen(false);
    await early.choose('doppia');
    await early.work();
    early.gateway.listen(true);
    must(await early.mark());
    await early.work();
    expect(await early.payments()).toMatchObject([
      { state: 'pagato_altrove', amount: 1600, excess: 0 },
      { state: 'da_pagare', amount: 400, position: 'aperta' },
    ]);
    early.gateway.next('create', 'out-of-order');
    await early.choose('esente');
    await early.work();
    await early.choose('doppia');
    await early.work();
    expect(await early.last()).toMatchObject({ position: 'chiesta' });
    expect(await early.mark()).toMatchObject({ error: { code: 'not_ready' } });
  });

  it('is said by operators of the service alone, with a note', async () => {
    const there = await atCounter();
    const stranger = { ...there.actor, operator: { ...there.actor.operator, services: [] } };
    expect(await there.mark('x', stranger)).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(await there.mark(' ')).toMatchObject({ error: { code: 'note_required' } });
    expect(await there.mark('è'.repeat(201))).toMatchObject({ error: { code: 'note_too_long' } });
    expect(await there.acts()).toEqual([]);
  });
});

describe('a payment that the office asks for later', () => {
  it('is a request of integration that the money answers', async () => {
    const there = await inChargeOnline();
    await there.requested();
    await there.portal.drain();
    expect((await there.practice()).state).toBe('da_integrare');
    expect(await there.last()).toMatchObject({ state: 'da_pagare', amount: 2550, position: 'aperta' });
    const opened = must(await there.view());
    expect(opened.payments).toHaveLength(1);
    expect(await there.save({ 'integra-avviso': '1' })).toMatchObject({ error: { code: 'not_open' } });
    expect(await there.answer()).toMatchObject({ error: { code: 'incomplete' } });
    await there.pay();
    await there.after(9 * HOUR_MS);
    await there.portal.drain();
    expect((await there.practice()).state).toBe('in_elaborazione');
    expect(await there.last()).toMatchObject({ state: 'pagato', excess: 0 });
    const { integrations } = await there.detail();
    expect(integrations[0]?.asked).toEqual(['Diritti di ricerca: 20,00 €', 'Copie: 5,50 €']);
    expect(integrations[0]?.rows.map(({ label, value }) => [label, value])).toEqual([
      ['Diritti di ricerca', '20,00 €'],
      ['Copie', '5,50 €'],
      ['Numero avviso', (await there.last()).noticeNumber],
      ['Pagato il', '02/03/2026'],
      ['Ricevuta di pagamento', 'ricevuta-1'],
    ]);
    const { papers } = await there.integration();
    expect([papers.richiesta?.protocol?.number, papers.risposta?.protocol?.number]).toEqual(['0000002', '0000003']);
  });

  it('is answered by what an operator says came at the counter', async () => {
    const there = await inChargeOnline();
    await there.requested();
    must(await there.mark('Quietanza 7'));
    expect((await there.practice()).state).toBe('in_elaborazione');
    expect((await there.integration()).answers).toMatchObject({ 'integra-ricevuta': 'Quietanza 7' });
  });

  it('that is taken back can be paid no more; what is paid in that very moment is to be given back', async () => {
    const there = await inChargeOnline();
    await there.requested();
    must(await there.cancel());
    await there.work();
    expect(await there.last()).toMatchObject({ state: 'annullato' });
    expect(await there.pay()).toBe(false);
    const other = await inChargeOnline();
    await other.requested();
    must(await other.cancel());
    await other.pay();
    await other.work();
    expect(await other.last()).toMatchObject({ state: 'da_rimborsare', excess: 2550 });
    expect((await other.practice()).state).toBe('in_elaborazione');
  });

  it('whose notice has expired is asked for again, and answered after its day as others are', async () => {
    const there = await inChargeOnline();
    await there.requested();
    expect((await there.last()).dueDay).toBe('2026-04-01');
    await there.after(31 * 24 * HOUR_MS);
    expect(await there.last()).toMatchObject({ state: 'scaduto' });
    expect((await there.practice()).state).toBe('da_integrare');
    for (let times = 0; times < 2; times += 1)
      must(await there.portal.prepareIntegrationPayment(there.ente.id, there.writer, there.id));
    await there.work();
    expect(await there.payments()).toHaveLength(2);
    await there.pay();
    await there.after(9 * HOUR_MS);
    expect((await there.practice()).state).toBe('in_elaborazione');
  });

  it('is refused with what is missing or wrong, and where the ente has nobody pay online', async () => {
    const there = await inChargeOnline();
    const items = [
      { label: 'Diritti', amount: 'venti' },
      { label: '', amount: '3' },
      { label: 'Troppo', amount: '100.000,01' },
    ];
    expect(await there.requestPayment({ items, dueDate: '2020-01-01' })).toMatchObject({
      error: {
        problems: [
          { code: 'amount_required', item: 0 },
          { code: 'label_required', item: 1 },
          { code: 'too_much', item: 2 },
          { code: 'due_date_past', item: null },
        ],
      },
    });
    expect(await there.requestPayment({ items: [] })).toMatchObject({ error: { problems: [{ code: 'no_items' }] } });
    await there.portal.setup.savePaymentChoice(there.ente.id, null, null);
    expect(await there.requestPayment()).toMatchObject({ error: { code: 'not_online' } });
    expect(await there.payments()).toEqual([]);
  });
});
