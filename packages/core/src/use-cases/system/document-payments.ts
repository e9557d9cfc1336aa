import { cents } from '../../payment/cents.ts';
import { countedOf, isSettled, type Payment } from '../../payment/payment.ts';
import type { DocumentPayment } from '../../ports/document-renderer.ts';

const howOf = ({ paid, stamp }: Payment): DocumentPayment['how'] => {
  if (stamp !== null) return 'bollo';
  return paid === null ? 'altrove' : 'avviso';
};

/** What was paid for a practice and counts for it, as its documents say it, without what integrations have asked for. */
export const documentPayments = (payments: readonly Payment[]): readonly DocumentPayment[] =>
  payments
    .filter((payment) => payment.integrationId === null && isSettled(payment) && countedOf(payment) > 0)
    .map((payment) => ({
      items: payment.items.map(({ label, amount }) => ({ label, amount })),
      amount: cents(countedOf(payment)),
      how: howOf(payment),
      number: payment.stamp?.number ?? payment.noticeNumber ?? '',
      paidAt: payment.paid?.paidAt ?? payment.elsewhere?.at ?? payment.createdAt,
    }));
