import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { awaitsMoney, countedOf, isSettled, iupdOf, receivedOf } from '../payment/payment.ts';
import type { PaymentGateway } from '../ports/payment-gateway.ts';
import { makeMemoryPortal, makeMemoryPorts, must } from '../testing/index.ts';
import { inChargeOnline } from './testing/requested-payment.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const TOTAL = 2550;

/** What dies together with the worker. */
class Killed extends Error {}

/** A portal whose worker can be killed in the middle of a call to the gateway: before it arrives, or after it was carried out. */
const killable = () => {
  const ports = makeMemoryPorts();
  const kills: boolean[] = [];
  const around =
    <Given extends readonly unknown[], T>(method: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      const kill = kills.shift();
      if (kill === true) throw new Killed();
      const answer = await method(...given);
      if (kill === false) throw new Killed();
      return answer;
    };
  const { gateway } = ports.payments;
  const dying: PaymentGateway = {
    ...gateway,
    create: around(gateway.create),
    status: around(gateway.status),
    cancel: around(gateway.cancel),
  };
  return { portal: makeMemoryPortal({ ...ports, gateways: { of: () => dying } }), kills };
};

const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('request', 'cancel', 'pays', 'marks', 'prepares', 'online') },
  { weight: 1, arbitrary: fc.constantFrom('away', 'back', 'killed before', 'killed after', 'lost') },
  { weight: 1, arbitrary: fc.constantFrom('pays and is cancelled', 'pays and is marked', 'pays and works') },
  { weight: 2, arbitrary: fc.constantFrom(0, 130 * SECOND_MS, 12 * HOUR_MS, 31 * 24 * HOUR_MS) },
);
type Happening = Extract<typeof happening extends fc.Arbitrary<infer T> ? T : never, string | number>;

const play = async (happenings: readonly Happening[]) => {
  const { portal, kills } = killable();
  const there = await inChargeOnline(portal);
  const { ente, id, payments, gateway } = there;

  const work = async (): Promise<void> => {
    for (;;) {
      try {
        return await there.work();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        await portal.database.change(ente.id, (data) => {
          for (const key of data.payments.keys()) data.paymentJobs.set(key, portal.clock.now());
        });
      }
    }
  };
  /** With any notice that was ever given out. */
  const pays = async () => {
    for (const { noticeNumber } of await payments()) if (noticeNumber !== null) gateway.pay(noticeNumber);
  };
  const marks = async () => {
    if ((await payments()).length > 0) await there.mark().catch(() => null);
  };
  const online = async () => {
    const [back, last] = [{ ok: 'https://x', cancelled: 'https://x', failed: 'https://x' }, (await payments()).at(-1)];
    if (last !== undefined) await portal.payOnline(ente.id, there.writer, last.id, back);
  };
  const happen = async (one: Happening): Promise<unknown> => {
    switch (one) {
      case 'request':
        return there.requestPayment({ dueDate: '2026-12-31' });
      case 'cancel':
        return there.cancel();
      case 'pays':
        return pays();
      case 'marks':
        return marks();
      case 'prepares':
        return portal.prepareIntegrationPayment(ente.id, there.writer, id);
      case 'online':
        return online();
      case 'away':
      case 'back':
        return gateway.listen(one === 'back');
      case 'lost':
        return gateway.next('markPaidElsewhere', 'lost');
      case 'killed before':
      case 'killed after':
        return kills.push(one === 'killed before');
      case 'pays and is cancelled':
        return Promise.all([work(), pays(), there.cancel()]);
      case 'pays and is marked':
        return Promise.all([work(), pays(), marks()]);
      case 'pays and works':
        return Promise.all([work(), pays(), work()]);
      default:
        portal.clock.advance(Number(one));
        return work();
    }
  };
  const always = async (): Promise<void> => {
    const made = await payments();
    const integrations = await there.run((stores) => stores.integrations.of(id));
    for (const { id: integrationId, answeredAt } of integrations) {
      const own = made.filter((payment) => payment.integrationId === integrationId);
      const counted = own.reduce((sum, payment) => sum + countedOf(payment), 0);
      // What was answered was paid once; what was cancelled counts for nothing.
      expect(counted).toBe(answeredAt === null ? 0 : TOTAL);
      const statuses = await Promise.all(
        own.map((payment) => gateway.gateway.status(iupdOf(payment)).catch(() => null)),
      );
      expect(statuses.filter((status) => status?.state === 'payable').length).toBeLessThanOrEqual(1);
    }
    for (const payment of made) expect(countedOf(payment) + payment.excess).toBe(receivedOf(payment));
  };

  must(await there.requestPayment({ dueDate: '2026-12-31' }));
  for (const one of happenings) {
    await happen(one).catch((error: unknown) => {
      // An operator's own request may die with the server as well.
      if (!(error instanceof Killed)) throw error;
    });
    await always();
  }
  gateway.listen(true);
  kills.length = 0;
  for (let hours = 0; hours < 24; hours += 8) {
    portal.clock.advance(8 * HOUR_MS);
    await work();
    await always();
  }
  const made = await payments();
  const state = (await there.practice()).state;
  for (const payment of made) {
    const status = await gateway.gateway.status(iupdOf(payment));
    // What was marked after it had expired is known here alone.
    expect(isSettled(payment)).toBe(status.state === 'paid' || payment.elsewhere !== null);
    if (status.state === 'payable') expect([awaitsMoney(payment), state]).toEqual([true, 'da_integrare']);
  }
  const charged = gateway.charges.reduce((sum, { amount }) => sum + amount, 0);
  expect(made.reduce((sum, { paid }) => sum + (paid?.amount ?? 0), 0)).toBe(charged);
  // It can always be brought to its end.
  if (state === 'da_integrare') {
    must(await portal.prepareIntegrationPayment(ente.id, there.writer, id));
    await there.after(HOUR_MS);
    await there.after(HOUR_MS);
    await pays();
    await there.after(12 * HOUR_MS);
  }
  expect((await there.practice()).state).toBe('in_elaborazione');
  await portal.drain();
};

it('what the office asks to be paid is paid once, or taken back, whatever happens in whatever order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 15 }), play), { numRuns: 120 });
});
