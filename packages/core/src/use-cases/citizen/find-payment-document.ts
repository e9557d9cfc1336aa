import { mayWorkOn } from '../../operator/operator.ts';
import type { Payment, PaymentDocumentKind } from '../../payment/payment.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeDocument } from '../../practice/practice.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { isOperator, type Writer } from '../draft-access.ts';

export type FindPaymentDocument = (
  tenantId: TenantId,
  reader: Writer,
  paymentId: PaymentId,
  kind: PaymentDocumentKind,
) => Promise<Result<PracticeDocument, { readonly code: 'not_found' }>>;

/** Whether a payment is the citizen's own, or of a practice that the operator opened at the counter. */
const mayRead = async ({ practices }: Pick<Stores, 'practices'>, payment: Payment, reader: Writer) => {
  if (!isOperator(reader)) return payment.citizenId === reader.citizenId;
  const practice = await practices.byId(payment.practiceId);
  return practice?.openedBy === reader.operator.id && mayWorkOn(reader.operator, payment.serviceId);
};

/** The notice or the receipt of a payment, for download; not found as long as it is not made, or for somebody else. */
export const makeFindPaymentDocument =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }): FindPaymentDocument =>
  (tenantId, reader, paymentId, kind) =>
    unitOfWork.read(tenantId, async (stores) => {
      const payment = await stores.payments.byId(paymentId);
      const document = payment?.documents[kind];
      if (payment === null || document === undefined) return refuse({ code: 'not_found' });
      return (await mayRead(stores, payment, reader)) ? ok(document) : refuse({ code: 'not_found' });
    });
