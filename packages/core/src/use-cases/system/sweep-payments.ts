import { isSettled, paymentIdOf } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import { GatewayError, type PaymentGateways } from '../../ports/payment-gateway.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly, daysAfter, timeInItaly } from '../../shared/calendar.ts';
import type { TenantId } from '../../shared/ids.ts';
import { onlineChoices, paidOn } from './paid-on.ts';

/** @returns why the gateway did not say, for the log; null when it did, or nothing is paid online */
export type SweepPayments = (tenantId: TenantId) => Promise<GatewayError | null>;

/** Until then what was paid late in the evening before may still turn up. */
const NOON = '12:00';

/**
 * Looks in one go for what was paid by notice, anywhere, and has those payments looked after now instead of hours later. It writes down
 * nothing itself: the job of each payment asks the gateway about it.
 */
export const makeSweepPayments =
  (deps: {
    readonly unitOfWork: UnitOfWork;
    readonly gateways: PaymentGateways;
    readonly clock: Clock;
  }): SweepPayments =>
  async (tenantId) => {
    const { unitOfWork, gateways, clock } = deps;
    const choices = await unitOfWork.read(tenantId, onlineChoices);
    if (choices.length === 0) return null;
    const now = clock.now();
    const today = dayInItaly(now);
    const days = timeInItaly(now) < NOON ? [daysAfter(today, -1), today] : [today];
    try {
      for (const day of days) {
        const ids = (await paidOn(gateways, tenantId, choices, day)).flatMap(({ iupd }) => paymentIdOf(iupd) ?? []);
        if (ids.length === 0) continue;
        await unitOfWork.run(tenantId, async ({ payments }) => {
          for (const payment of await payments.byIds(ids)) {
            if (!isSettled(payment)) await payments.wake(payment.id, now);
          }
        });
      }
      return null;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return error;
    }
  };
