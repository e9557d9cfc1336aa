import { isPayable, type Payment } from '../../payment/payment.ts';
import { numberOf, positionOf } from '../../payment/position.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import { GatewayError, type PaymentGateway } from '../../ports/payment-gateway.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { savePayment } from '../change-payment.ts';
import { keepDocument } from './keep-document.ts';
import { tenantOf } from './letter-head.ts';
import { type PaymentReceiptDeps, renderPaymentReceipt } from './payment-receipt.ts';

export interface PaymentPapersDeps extends PaymentReceiptDeps {
  readonly unitOfWork: UnitOfWork;
  readonly tenants: TenantDirectory;
  readonly clock: Clock;
}

/** What is changed of a payment under the lock of its practice, which may be gone. */
type ChangeOf = (stores: Stores, payment: Payment, practice: Practice | null) => Promise<Payment | null>;
export type ChangePayment = (tenantId: TenantId, id: PaymentId, work: ChangeOf) => Promise<Payment | null>;

/** Changes a payment in a transaction of its own. @returns null where there is none, or nothing was to be done */
export const makeChangePayment =
  (unitOfWork: UnitOfWork): ChangePayment =>
  (tenantId, id, work) =>
    unitOfWork.run(tenantId, async (stores) => {
      const known = await stores.payments.byId(id);
      if (known === null) return null;
      const practice = await stores.practices.lock(known.practiceId);
      // Read again: until the lock was got it could still change.
      const payment = await stores.payments.byId(id);
      return payment === null ? null : work(stores, payment, practice);
    });

/** When a notice is asked for again that could not be written: the citizen may be waiting for it. */
const NOTICE_AGAIN_MS = 2 * 60 * 1000;

/** The notice and the receipt of a payment, each kept once. */
export const makePaymentPapers = (deps: PaymentPapersDeps, change: ChangePayment) => {
  const { unitOfWork, clock } = deps;
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
      const at = new Date(clock.now().getTime() + Math.max(NOTICE_AGAIN_MS, (error.pauseSeconds ?? 0) * 1000));
      await unitOfWork.run(tenantId, ({ payments }) => payments.wake(id, at));
      return error;
    }
  };

  return { keepReceipt, keepNotice };
};
