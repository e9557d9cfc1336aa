import type { Payment } from '../../payment/payment.ts';
import type { PaymentPlace } from '../../ports/payment-store.ts';
import type { Page, PageRequest } from '../../ports/read-models.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { type CitizenId, type PracticeId, paymentIdSchema, type TenantId } from '../../shared/ids.ts';

export interface ListedPayment {
  readonly payment: Payment;
  readonly serviceName: string;
  /** The practice that it was for, where the citizen can open it; null when it is gone, or still an operator's at the counter. */
  readonly practiceId: PracticeId | null;
}

export type ListPayments = (
  tenantId: TenantId,
  citizenId: CitizenId,
  page: PageRequest,
) => Promise<Page<ListedPayment>>;

const placeIn = (after: string | null): PaymentPlace | null => {
  const [, time = '', id = ''] = /^(\d{1,15})_(.+)$/u.exec(after ?? '') ?? [];
  const known = paymentIdSchema.safeParse(id);
  return known.success ? { createdAt: new Date(Number(time)), id: known.data } : null;
};

/** Those of the practices of the payments that the citizen can open. */
const openable = async ({ practices }: Pick<Stores, 'practices'>, payments: readonly Payment[]) => {
  const ids = [...new Set(payments.map(({ practiceId }) => practiceId))];
  const found = ids.length === 0 ? [] : await practices.byIds(ids);
  return new Set(found.filter(({ state, openedBy }) => state !== 'bozza' || openedBy === null).map(({ id }) => id));
};

/** "I miei pagamenti": everything that a citizen was asked for and has paid, newest first, also of drafts that are gone. */
export const makeListPayments =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }): ListPayments =>
  (tenantId, citizenId, { after, limit }) =>
    unitOfWork.read(tenantId, async (stores) => {
      const found = await stores.payments.ofCitizen(citizenId, placeIn(after), limit + 1);
      const payments = found.slice(0, limit);
      const names = new Map(
        (payments.length === 0 ? [] : await stores.services.list()).map(({ id, definition }) => [id, definition.name]),
      );
      const open = await openable(stores, payments);
      const last = found.length > limit ? payments.at(-1) : undefined;
      return {
        rows: payments.map((payment) => ({
          payment,
          serviceName: names.get(payment.serviceId) ?? '',
          practiceId: open.has(payment.practiceId) ? payment.practiceId : null,
        })),
        next: last === undefined ? null : `${last.createdAt.getTime()}_${last.id}`,
      };
    });
