import { iuvOf } from '../../payment/notice-number.ts';
import { awaitsMoney, choiceOf, isSettled, iupdOf, type Payment } from '../../payment/payment.ts';
import { nextLook, nextMove, type PaymentMove } from '../../payment/payment-moves.ts';
import { numberOf, positionOf } from '../../payment/position.ts';
import type { Citizen } from '../../person/citizen.ts';
import { GatewayError, type PaymentGateway, type PaymentGateways } from '../../ports/payment-gateway.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import { arrangeDraft } from '../arrange-draft.ts';
import { savePayment } from '../change-payment.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { afterFailure, type Heard, writeDown } from './hear-gateway.ts';
import type { HearDeps } from './hear-payment.ts';
import { makeChangePayment, makePaymentPapers, type PaymentPapersDeps } from './payment-papers.ts';

/**
 * What the worker runs for a payment. Doing it twice, at once, or again after a crash at any point, is harmless.
 * @returns what the gateway did not do, for the log: it is written down, and asked again later
 */
export type AdvancePayment = (tenantId: TenantId, paymentId: PaymentId) => Promise<GatewayError | null>;

export interface AdvancePaymentDeps extends HearDeps, PaymentPapersDeps {
  readonly services: CompiledServices;
  readonly gateways: PaymentGateways;
  /** From 0 to 1. */
  readonly random: () => number;
}

const withdraw = async (gateway: PaymentGateway, iupd: string): Promise<Heard> => {
  if ((await gateway.cancel(iupd)) === 'cancelled') return { kind: 'cancelled' };
  const status = await gateway.status(iupd);
  // In its own house one hand may not know yet what the other did.
  if (status.state !== 'paid') throw new GatewayError('again', 'A position was paid, and is not yet said to be');
  return { kind: 'status', status };
};

/** Asks the gateway for the next step. @param citizen null when they are gone, for whom nothing new is asked for */
const ask = async (
  gateway: PaymentGateway,
  payment: Payment,
  citizen: Citizen | null,
  move: PaymentMove,
): Promise<Heard> => {
  const iupd = iupdOf(payment);
  switch (move) {
    case 'create':
      if (citizen === null) return withdraw(gateway, iupd);
      await gateway.create(positionOf(payment, citizen));
      return { kind: 'created', noticeNumber: numberOf(payment) };
    case 'cancel':
      return withdraw(gateway, iupd);
    case 'receipt': {
      if (payment.receipt !== null) return { kind: 'receipt', receipt: payment.receipt };
      if (payment.paid?.receiptId == null) throw new Error('A receipt without a name');
      return { kind: 'receipt', receipt: await gateway.receipt(payment.paid.receiptId, iuvOf(numberOf(payment))) };
    }
    default:
      return { kind: 'status', status: await gateway.status(iupd) };
  }
};

/**
 * Brings a payment one step further: creates its position at the gateway, looks whether it was paid, withdraws it, fetches the receipt;
 * then queues the next look. What is about to be asked for is written down first, and everything is asked for by the same name (IUPD),
 * so that whoever goes on after a crash does it once.
 */
export const makeAdvancePayment = (deps: AdvancePaymentDeps): AdvancePayment => {
  const { unitOfWork, gateways, clock, random } = deps;
  const change = makeChangePayment(unitOfWork);
  const papers = makePaymentPapers(deps, change);

  const comeBack = async (
    { payments }: Stores,
    payment: Payment,
    pauseSeconds: number | null = null,
  ): Promise<void> => {
    const at = nextLook(payment, clock.now(), random(), pauseSeconds);
    if (at !== null) await payments.wake(payment.id, at);
  };

  /** Marks that the gateway is about to be asked to create it. @returns null when that is not what is to be done any more */
  const mark = (tenantId: TenantId, id: PaymentId): Promise<Payment | null> =>
    change(tenantId, id, async (stores, payment) => {
      const now = clock.now();
      if (nextMove(payment, now) !== 'create') return null;
      return savePayment(stores, { ...payment, position: 'chiesta', askedAt: now });
    });

  /**
   * Brings what a draft is asked for into line once money came in, or what was in the way of another payment is gone. By itself: the
   * gateway's word is written down also where this cannot be done.
   */
  const arrangeAfter = async (tenantId: TenantId, before: Payment): Promise<void> => {
    await change(tenantId, before.id, async (stores, payment, practice) => {
      const isOver =
        awaitsMoney(before) && !awaitsMoney(payment) && (before.withdrawnAt !== null || isSettled(payment));
      const isLate = !awaitsMoney(before) && !isSettled(before) && isSettled(payment);
      if (practice?.state === 'bozza' && !payment.givenUp && (isOver || isLate))
        await arrangeDraft(stores, deps, practice);
      return payment;
    });
  };

  const failed = async (tenantId: TenantId, { id }: Payment, choice: PaymentChoice, error: GatewayError) => {
    await change(tenantId, id, async (stores, payment) => {
      const saved = await savePayment(stores, await afterFailure(stores, payment, choice, error));
      await comeBack(stores, saved, error.pauseSeconds);
      return saved;
    });
    return error;
  };

  return async (tenantId, paymentId) => {
    const found = await unitOfWork.read(tenantId, async ({ payments, citizens }) => {
      const payment = await payments.byId(paymentId);
      const choice = payment === null ? null : choiceOf(payment, await payments.choiceFor(payment.serviceId));
      return { payment, choice, citizen: payment === null ? null : await citizens.byId(payment.citizenId) };
    });
    if (found.payment === null) return null;
    const move = nextMove(found.payment, clock.now());
    if (move === 'rest') return null;
    if (move === 'wait') {
      await change(tenantId, paymentId, async (stores, payment) => {
        await comeBack(stores, payment);
        return payment;
      });
      return null;
    }
    const payment = move === 'create' ? await mark(tenantId, paymentId) : found.payment;
    if (payment === null) return null;
    const { choice, citizen } = found;
    if (choice === null) return null;
    try {
      const gateway = gateways.of(tenantId, choice);
      const heard = await ask(gateway, payment, citizen, move);
      await change(tenantId, paymentId, async (stores, current, practice) => {
        const saved = await writeDown(stores, deps, current, practice, heard);
        await comeBack(stores, saved);
        return saved;
      });
      await arrangeAfter(tenantId, payment);
      if (citizen === null) return null;
      await papers.keepReceipt(tenantId, paymentId, citizen);
      return await papers.keepNotice(tenantId, paymentId, gateway, citizen);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return failed(tenantId, payment, choice, error);
    }
  };
};
