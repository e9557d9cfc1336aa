import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NoticeNumber } from '../payment/notice-number.ts';
import { awaitsMoney, countedOf, isPayable, isSettled, iupdOf, receivedOf } from '../payment/payment.ts';
import type { PaymentGateway } from '../ports/payment-gateway.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';
import type { GatewayTrouble } from '../testing/index.ts';
import { makeMemoryPortal, makeMemoryPorts, must } from '../testing/index.ts';
import { owing, PAGOPA, PRICES, type Priced } from './testing/owing-draft.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

/** What dies together with the worker. */
class Killed extends Error {}

type Call = 'create' | 'status' | 'cancel' | 'receipt';
const CALLS = ['create', 'status', 'cancel', 'receipt'] as const satisfies readonly Call[];

/** One thing that happens to a practice that costs something. */
type Happening =
  | { readonly what: 'answer'; readonly tipo: Priced; readonly reaches: boolean }
  | { readonly what: 'online' | 'ask' | 'send' | 'delete' | 'night' | 'no cart' }
  | { readonly what: 'choice'; readonly choice: PaymentChoice | null }
  | { readonly what: 'pays'; readonly which: number }
  | { readonly what: 'time'; readonly ms: number }
  | { readonly what: 'listens'; readonly listens: boolean }
  | { readonly what: 'trouble'; readonly call: Call; readonly trouble: GatewayTrouble }
  | { readonly what: 'killed'; readonly call: Call; readonly before: boolean }
  | { readonly what: 'at once'; readonly which: number; readonly send: boolean };

const prices = fc.constantFrom<Priced>('semplice', 'doppia', 'esente');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('answer' as const), tipo: prices, reaches: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('online' as const, 'ask' as const, 'send' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom('delete' as const, 'night' as const, 'no cart' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('choice' as const),
      choice: fc.constantFrom(null, PAGOPA, { ...PAGOPA, segregationCode: '02' }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('pays' as const), which: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('time' as const),
      ms: fc.constantFrom(0, 5 * SECOND_MS, 130 * SECOND_MS, HOUR_MS, 12 * HOUR_MS, 31 * 24 * HOUR_MS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('listens' as const), listens: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('trouble' as const),
      call: fc.constantFrom(...CALLS),
      trouble: fc.constantFrom<GatewayTrouble>('busy', 'out-of-order', 'lost'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('killed' as const),
      call: fc.constantFrom(...CALLS),
      before: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('at once' as const), which: fc.nat(5), send: fc.boolean() }) },
);

/** A portal whose worker can be killed in the middle of a call to the gateway: before it arrives, or after it was carried out. */
const killable = () => {
  const ports = makeMemoryPorts();
  const kills: { readonly call: Call; readonly before: boolean }[] = [];
  const dying = (gateway: PaymentGateway): PaymentGateway => {
    const around =
      <Given extends readonly unknown[], T>(call: Call, method: (...given: Given) => Promise<T>) =>
      async (...given: Given): Promise<T> => {
        const at = kills.findIndex((kill) => kill.call === call);
        const kill = at < 0 ? undefined : kills.splice(at, 1)[0];
        if (kill?.before === true) throw new Killed();
        const answer = await method(...given);
        if (kill !== undefined) throw new Killed();
        return answer;
      };
    return {
      ...gateway,
      create: around('create', gateway.create),
      status: around('status', gateway.status),
      cancel: around('cancel', gateway.cancel),
      receipt: around('receipt', gateway.receipt),
    };
  };
  const gateway = dying(ports.payments.gateway);
  return { portal: makeMemoryPortal({ ...ports, gateways: { of: () => gateway } }), kills };
};

const play = async (happenings: readonly Happening[]) => {
  const { portal, kills } = killable();
  const there = await owing(PAGOPA, portal);
  const { ente, gateway, run, id } = there;
  let deleted = false;
  let sentFor: Priced | null = null;
  let choice: PaymentChoice | null = PAGOPA;
  /** What was owed when it was sent; null when the ente did not ask for anything then. */
  let owed: number | null = null;
  let chosen: Priced = 'semplice';

  /** The worker, which is started again after each death, with the jobs that died. */
  const work = async (): Promise<void> => {
    for (;;) {
      try {
        return await there.work();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        await portal.database.change(ente.id, ({ paymentJobs, payments }) => {
          for (const key of payments.keys()) paymentJobs.set(key, portal.clock.now());
        });
      }
    }
  };
  const payments = () => run((stores) => stores.payments.of(id));
  /** Any notice that the citizen has ever had in their hands. */
  const notices = async (): Promise<readonly NoticeNumber[]> =>
    (await payments())
      .filter(({ documents }) => documents.avviso !== undefined)
      .flatMap(({ noticeNumber }) => noticeNumber ?? []);
  const pays = async (which: number): Promise<void> => {
    const known = await notices();
    const number = known[which % Math.max(1, known.length)];
    if (number !== undefined) gateway.pay(number);
  };
  const send = async (): Promise<void> => {
    const was = chosen;
    const asked = choice;
    if (!(await there.submit()).ok) return;
    [sentFor, owed] = [was, asked === null ? null : PRICES[was]];
  };
  const isDraft = (): boolean => !deleted && sentFor === null;

  const happen = async (one: Happening): Promise<void> => {
    switch (one.what) {
      case 'answer':
        if (!isDraft()) return;
        must(await there.save('tipo', { tipo: one.tipo }));
        chosen = one.tipo;
        if (one.reaches) must(await portal.preparePayment(ente.id, there.writer, id));
        return;
      case 'online':
        if ((await payments()).length > 0) await there.payOnline();
        return;
      case 'ask': {
        const last = (await payments()).at(-1);
        if (last !== undefined) must(await portal.askAboutPayment(ente.id, there.writer, last.id));
        return;
      }
      case 'send':
        return send();
      case 'delete':
        deleted ||= isDraft() && (await portal.deleteDraft(ente.id, there.writer, id)).ok;
        return;
      case 'night':
        await portal.expireDrafts(ente.id);
        deleted ||= isDraft() && !(await there.draft()).ok;
        return;
      case 'no cart':
        gateway.next('checkoutAddress', 'out-of-order');
        return;
      case 'choice':
        ({ choice } = one);
        return portal.setup.savePaymentChoice(ente.id, null, choice);
      case 'pays':
        return pays(one.which);
      case 'time':
        portal.clock.advance(one.ms);
        return work();
      case 'listens':
        return gateway.listen(one.listens);
      case 'trouble':
        return gateway.next(one.call, one.trouble);
      case 'killed':
        kills.push(one);
        return;
      case 'at once':
        await Promise.all([work(), pays(one.which), one.send ? send() : work()]);
    }
  };

  const statusOf = (iupd: string) => gateway.gateway.status(iupd).catch(() => null);
  const always = async (): Promise<void> => {
    const made = await payments();
    const statuses = await Promise.all(made.map((payment) => statusOf(iupdOf(payment))));
    // One position for each due: nobody can ever be charged twice for it.
    expect(statuses.filter((status) => status?.state === 'payable').length).toBeLessThanOrEqual(1);
    for (const [index, payment] of made.entries()) {
      expect(payment.excess).toBeLessThanOrEqual(receivedOf(payment));
      // What the citizen is offered to pay can be paid, or was paid, or has expired at this moment; nobody has withdrawn it.
      if (isPayable(payment)) expect(statuses[index]?.state ?? 'payable').not.toBe('invalid');
    }
    if (owed !== null) expect(made.reduce((sum, payment) => sum + countedOf(payment), 0)).toBe(owed);
  };

  must(await there.save('istruzioni'));
  must(await there.save('richiedente'));
  must(await there.save('tipo', { tipo: chosen }));
  must(await portal.preparePayment(ente.id, there.writer, id));
  for (const one of happenings) {
    await happen(one);
    await always();
  }

  // Everything works again, and time passes: what is written down is what is true.
  gateway.listen(true);
  kills.length = 0;
  for (let hours = 0; hours < 48; hours += 8) {
    portal.clock.advance(8 * HOUR_MS);
    await work();
    await always();
  }
  const made = await payments();
  for (const payment of made) {
    const status = await gateway.gateway.status(iupdOf(payment));
    expect(isSettled(payment)).toBe(status.state === 'paid');
    expect(awaitsMoney(payment)).toBe(status.state === 'payable');
    if (status.state === 'paid') expect(payment.receipt?.amount).toBe(status.payment.amount);
    if (!isDraft()) expect(status.state).not.toBe('payable');
  }
  const charged = gateway.charges.reduce((sum, { amount }) => sum + amount, 0);
  expect(made.reduce((sum, payment) => sum + receivedOf(payment), 0)).toBe(charged);
  const excess = made.reduce((sum, payment) => sum + payment.excess, 0);
  if (deleted) expect(excess).toBe(charged);
  if (owed !== null) expect(excess).toBe(charged - owed);
  if (!deleted) expect(sentFor !== null || (await there.draft()).ok).toBe(true);
  // A draft that still owes something can be paid for: what is missing, and no more.
  if (isDraft()) {
    await portal.setup.savePaymentChoice(ente.id, null, PAGOPA);
    must(await portal.preparePayment(ente.id, there.writer, id));
    for (let quarters = 0; quarters < 20; quarters += 1) {
      portal.clock.advance(15 * 60 * SECOND_MS);
      await work();
    }
    const missing = PRICES[chosen] - charged;
    const open = (await payments()).filter(awaitsMoney);
    expect(open.map(({ amount }) => amount)).toEqual(missing > 0 ? [missing] : []);
    await pays((await notices()).length - 1);
    portal.clock.advance(12 * HOUR_MS);
    await work();
    must(await there.submit());
  }
};

it('charges for each due once, whatever happens in whatever order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 25 }), play), {
    numRuns: 200,
  });
});
