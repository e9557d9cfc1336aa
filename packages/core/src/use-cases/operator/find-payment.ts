import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Payment, PaymentDocumentKind } from '../../payment/payment.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeDocument } from '../../practice/practice.ts';
import type { PaymentId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { officePayment } from './payment-of-office.ts';

type NotFound = { readonly code: 'not_found' };

/** A payment that an operator looks at. */
export interface FoundPayment {
  readonly payment: Payment;
  readonly serviceName: string;
  /** Its practice, where the office may open it; null of a draft, or when it is gone. */
  readonly practiceId: PracticeId | null;
}

/** By its id, or by the number that somebody at the counter has on paper. */
export type FindPayment = (
  tenantId: TenantId,
  operator: Operator,
  by: { readonly id: PaymentId } | { readonly noticeNumber: string },
) => Promise<Result<FoundPayment, NotFound>>;

/** A payment of a service that the operator works on, also of a draft, of which they see nothing else. */
export const makeFindPayment =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }): FindPayment =>
  (tenantId, operator, by) =>
    unitOfWork.read(tenantId, async (stores) => {
      const { payments, services, practices } = stores;
      const payment = 'id' in by ? await payments.byId(by.id) : await payments.byNoticeNumber(by.noticeNumber);
      if (payment === null || !mayWorkOn(operator, payment.serviceId)) return refuse({ code: 'not_found' });
      const service = await services.byId(payment.serviceId);
      const practice = await practices.byId(payment.practiceId);
      const isOpenable = practice !== null && practice.state !== 'bozza';
      return ok({ payment, serviceName: service?.definition.name ?? '', practiceId: isOpenable ? practice.id : null });
    });

export type FindOfficePaymentDocument = (
  tenantId: TenantId,
  operator: Operator,
  id: PaymentId,
  kind: PaymentDocumentKind,
) => Promise<Result<PracticeDocument, NotFound>>;

/** The notice or the receipt of such a payment, for download. */
export const makeFindOfficePaymentDocument =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }): FindOfficePaymentDocument =>
  (tenantId, operator, id, kind) =>
    unitOfWork.read(tenantId, async (stores) => {
      const document = (await officePayment(stores, operator, id))?.documents[kind];
      return document === undefined ? refuse({ code: 'not_found' }) : ok(document);
    });
