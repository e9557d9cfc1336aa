import { createHash } from 'node:crypto';
import type { Payment } from '@stanza/core';

/** What of payments a page shows, in short: the same as long as it need not be shown again. It tells nothing of them. */
export const paymentsSeen = (payments: readonly Payment[]): string => {
  const shown = payments.map((payment) => [
    payment.id,
    payment.state,
    payment.position,
    payment.withdrawnAt !== null,
    payment.noticeNumber,
    payment.paid !== null,
    payment.elsewhere !== null,
    payment.excess,
    payment.receipt !== null,
    Object.keys(payment.documents).toSorted(),
    payment.failures > 0 ? payment.lastError : null,
  ]);
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
};
