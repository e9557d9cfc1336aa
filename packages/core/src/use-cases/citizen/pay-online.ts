import { choiceOf, isPayable, type Payment } from '../../payment/payment.ts';
import { nextLook } from '../../payment/payment-moves.ts';
import { positionOf } from '../../payment/position.ts';
import type { Clock } from '../../ports/clock.ts';
import { GatewayError, type PaymentGateways, type ReturnAddresses } from '../../ports/payment-gateway.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { afterEvent, savePayment } from '../change-payment.ts';
import type { Writer } from '../draft-access.ts';
import { payableBy } from '../payable-by.ts';

/** @returns the address of the gateway's page */
export type PayOnline = (
  tenantId: TenantId,
  payer: Writer,
  paymentId: PaymentId,
  back: ReturnAddresses,
) => Promise<
  Result<
    string,
    | { readonly code: 'not_found' }
    /** It was paid, withdrawn or has expired meanwhile, or is not ready yet: the page says which. */
    | { readonly code: 'not_payable' }
    /** The gateway does not answer: there is no page to go to. */
    | { readonly code: 'gateway_away' }
    /** Nor will there be before somebody has mended how the ente is paid. */
    | { readonly code: 'gateway_settings' }
  >
>;

export interface PayOnlineDeps {
  readonly unitOfWork: UnitOfWork;
  readonly gateways: PaymentGateways;
  readonly clock: Clock;
}

/** Writes down that somebody goes to pay before they do: from then on it is looked at every few seconds. */
const setOut = async (stores: Stores, payment: Payment, now: Date): Promise<Payment | null> => {
  if (!isPayable(payment)) return null;
  const gone = afterEvent(payment, 'GO_ONLINE', { wentOnlineAt: now });
  if (gone === null) return null;
  const saved = await savePayment(stores, gone);
  const at = nextLook(saved, now, 0);
  if (at !== null) await stores.payments.wake(saved.id, at);
  return saved;
};

/** There was no page to go to: it stands as before, unless somebody has gone in another window, or something was heard of it. */
const turnBack = async (stores: Stores, before: Payment, gone: Payment, { kind }: GatewayError): Promise<void> => {
  await stores.practices.lock(before.practiceId);
  const now = await stores.payments.byId(before.id);
  const isStill = now?.state === 'in_corso' && now.wentOnlineAt?.getTime() === gone.wentOnlineAt?.getTime();
  if (!isStill || before.state !== 'da_pagare') return;
  // What only the ente can mend is written down for it.
  const lastError = kind === 'settings' ? kind : now.lastError;
  const back = afterEvent(now, 'LAPSE', { wentOnlineAt: before.wentOnlineAt, lastError });
  if (back !== null) await savePayment(stores, back);
};

/**
 * "Paga online": leads to the page of the gateway, by the one notice that there is, however many windows it is pressed in. What is
 * paid there is known when the gateway says so, not when somebody comes back.
 */
export const makePayOnline =
  ({ unitOfWork, gateways, clock }: PayOnlineDeps): PayOnline =>
  async (tenantId, payer, paymentId, back) => {
    const begun = await unitOfWork.run(tenantId, async (stores) => {
      const payment = await payableBy(stores, paymentId, payer);
      if (payment === null) return refuse({ code: 'not_found' });
      const choice = choiceOf(payment, await stores.payments.choiceFor(payment.serviceId));
      const citizen = await stores.citizens.byId(payment.citizenId);
      if (choice === null || citizen === null) return refuse({ code: 'not_payable' });
      const gone = await setOut(stores, payment, clock.now());
      if (gone === null) return refuse({ code: 'not_payable' });
      return ok({ choice, payment, gone, position: positionOf(gone, citizen) });
    });
    if (!begun.ok) return begun;
    const { choice, payment, gone, position } = begun.value;
    try {
      return ok(await gateways.of(tenantId, choice).checkoutAddress(position, back));
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      await unitOfWork.run(tenantId, (stores) => turnBack(stores, payment, gone, error));
      if (error.kind === 'refused') return refuse({ code: 'not_payable' });
      return refuse({ code: error.kind === 'settings' ? 'gateway_settings' : 'gateway_away' });
    }
  };
