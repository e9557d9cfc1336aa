import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PaymentId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { takeBackStamp } from '../change-payment.ts';
import { type Writer, writableBy } from '../draft-access.ts';

export type WithdrawStamp = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  paymentId: PaymentId,
) => Promise<Result<null, { readonly code: 'not_found' } | { readonly code: 'already_sent' }>>;

/** Takes back a stamp that was declared for a draft, for example with a mistake in its number, which is then free again. */
export const makeWithdrawStamp =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }): WithdrawStamp =>
  (tenantId, writer, practiceId, paymentId) =>
    unitOfWork.run(tenantId, async (stores) => {
      await stores.practices.lock(practiceId);
      const owned = await writableBy(stores, practiceId, writer);
      if (owned === null) return refuse({ code: 'not_found' });
      if (owned.practice.state !== 'bozza') return refuse({ code: 'already_sent' });
      const payment = (await stores.payments.of(practiceId)).find(({ id }) => id === paymentId);
      if (payment === undefined || payment.kind !== 'bollo') return refuse({ code: 'not_found' });
      await takeBackStamp(stores, payment);
      return ok(null);
    });
