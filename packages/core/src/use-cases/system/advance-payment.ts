import { iuvOf } from '../../payment/notice-number.ts';
import { awaitsMoney, isPayable, iupdOf, type Payment } from '../../payment/payment.ts';
import { nextLook, nextMove, type PaymentMove } from '../../payment/payment-moves.ts';
import { numberOf, positionOf } from '../../payment/position.ts';
import type { Citizen } from '../../person/citizen.ts';
import { GatewayError, type PaymentGateway, type PaymentGateways } from '../../ports/payment-gateway.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import { arrangeDraft } from '../arrange-draft.ts';
import { savePayment } from '../change-payment.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { afterFailure, type Heard, writeDown } from './hear-gateway.ts';
import type { HearDeps } from './hear-payment.ts';
import { keepDocument } from './keep-document.ts';
import { tenantOf } from './letter-head.ts';
import { type PaymentReceiptDeps, renderPaymentReceipt } from './payment-receipt.ts';

/**
 * What the worker runs for a payment. Doing it twice, at once, or again after a crash at any point, is harmless.
 * @returns what the gateway did not do, for the log: it is written down, and asked again later
 */
export type AdvancePayment = (tenantId: TenantId, paymentId: PaymentId) => Promise<GatewayError | null>;

export interface AdvancePaymentDeps extends HearDeps, PaymentReceiptDeps {
  readonly unitOfWork: UnitOfWork;
  readonly tenants: TenantDirectory;
  readonly services: CompiledServices;
  readonly gateways: PaymentGateways;
  /** From 0 to 1. */
  readonly random: () => number;
}

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
      if (citizen === null) return { kind: 'cancelled' };
      await gateway.create(positionOf(payment, citizen));
      return { kind: 'created' };
    case 'cancel':
      if ((await gateway.cancel(iupd)) === 'cancelled') return { kind: 'cancelled' };
      return { kind: 'status', status: await gateway.status(iupd) };
    case 'receipt': {
      if (payment.receipt !== null) return { kind: 'receipt', receipt: payment.receipt };
      if (payment.paid?.receiptId == null) throw new Error('A receipt without a name');
      return { kind: 'receipt', receipt: await gateway.receipt(payment.paid.receiptId, iuvOf(numberOf(payment))) };
    }
    default:
      return { kind: 'status', status: await gateway.status(iupd) };
  }
};

/** What is changed of a payment under the lock of its practice, which may be gone. */
type ChangeOf = (stores: Stores, payment: Payment, practice: Practice | null) => Promise<Payment | null>;

/**
 * Brings a payment one step further: creates its position at the gateway, looks whether it was paid, withdraws it, fetches the receipt;
 * then queues the next look. What is about to be asked for is written down first, and everything is asked for by the same name (IUPD),
 * so that whoever goes on after a crash does it once.
 */
export const makeAdvancePayment = (deps: AdvancePaymentDeps): AdvancePayment => {
  const { unitOfWork, gateways, clock, random } = deps;

  const change = (tenantId: TenantId, id: PaymentId, work: ChangeOf): Promise<Payment | null> =>
    unitOfWork.run(tenantId, async (stores) => {
      const known = await stores.payments.byId(id);
      if (known === null) return null;
      const practice = await stores.practices.lock(known.practiceId);
      // Read again: until the lock was got it could still change.
      const payment = await stores.payments.byId(id);
      return payment === null ? null : work(stores, payment, practice);
    });
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

  /** Writes the receipt for the citizen, once the gateway has said what stands in it. */
  const keepReceipt = async (tenantId: TenantId, id: PaymentId, citizen: Citizen): Promise<void> => {
    const payment = await unitOfWork.read(tenantId, ({ payments }) => payments.byId(id));
    if (payment === null || payment.receipt === null || payment.documents.ricevuta !== undefined) return;
    const tenant = await tenantOf(deps.tenants, tenantId);
    const ricevuta = await renderPaymentReceipt(deps, tenant, payment, payment.receipt, citizen);
    await change(tenantId, id, async (stores, current) =>
      savePayment(stores, { ...current, documents: { ...current.documents, ricevuta } }),
    );
  };

  /** Fetches the notice, once. Whoever pays online does not need it: what fails of it delays nothing else. */
  const keepNotice = async (tenantId: TenantId, id: PaymentId, gateway: PaymentGateway, citizen: Citizen) => {
    const payment = await unitOfWork.read(tenantId, ({ payments }) => payments.byId(id));
    if (payment === null || !isPayable(payment) || payment.documents.avviso !== undefined) return null;
    try {
      const bytes = await gateway.notice(positionOf(payment, citizen));
      const fileName = `avviso-di-pagamento-${numberOf(payment)}.pdf`;
      const avviso = await keepDocument(deps.storage, tenantId, fileName, bytes);
      await change(tenantId, id, async (stores, current) =>
        savePayment(stores, { ...current, documents: { ...current.documents, avviso } }),
      );
      return null;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return error;
    }
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
      const choice = payment === null ? null : await payments.choiceFor(payment.serviceId);
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
        // It was in the way of another one.
        if (current.withdrawnAt !== null && !awaitsMoney(saved) && practice?.state === 'bozza') {
          await arrangeDraft(stores, deps, practice);
        }
        return saved;
      });
      if (citizen === null) return null;
      await keepReceipt(tenantId, paymentId, citizen);
      return await keepNotice(tenantId, paymentId, gateway, citizen);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return failed(tenantId, payment, choice, error);
    }
  };
};
