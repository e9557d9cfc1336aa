import { awaitsMoney, isFailing, type Payment } from '../../payment/payment.ts';
import type { PaymentStore } from '../../ports/payment-store.ts';
import type { PracticeId } from '../../shared/ids.ts';
import type { TenantData } from './tenant-data.ts';

const placeOf = ({ createdAt, id }: Pick<Payment, 'createdAt' | 'id'>): string => `${createdAt.toISOString()} ${id}`;

const oldestFirst = (payments: readonly Payment[]): readonly Payment[] =>
  payments.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));

export const paymentStore = ({ payments, paymentChoices, paymentJobs, noticeSerials }: TenantData): PaymentStore => {
  const all = (): readonly Payment[] => [...payments.values()];
  const of = (practiceId: PracticeId) => oldestFirst(all().filter((one) => one.practiceId === practiceId));
  const isSameDue = (a: Payment, b: Payment): boolean =>
    a.practiceId === b.practiceId && a.integrationId === b.integrationId && a.kind === b.kind;
  return {
    choiceFor: async (serviceId) => paymentChoices.get(serviceId) ?? paymentChoices.get(null) ?? null,
    choices: async () =>
      [...paymentChoices]
        .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
        .map(([serviceId, choice]) => ({ serviceId, choice })),
    async takeSerial() {
      const next = (noticeSerials.get('last') ?? 0) + 1;
      noticeSerials.set('last', next);
      return next;
    },
    byId: async (id) => payments.get(id) ?? null,
    byIds: async (ids) => all().filter(({ id }) => ids.includes(id)),
    byNoticeNumber: async (noticeNumber) => all().find((one) => one.noticeNumber === noticeNumber) ?? null,
    of: async (practiceId) => of(practiceId),
    async ofPractices(ids) {
      const found = ids.map((id) => [id, of(id)] as const);
      return new Map(found.filter(([, some]) => some.length > 0));
    },
    ofCitizen: async (citizenId, after, limit) =>
      oldestFirst(all().filter((one) => one.citizenId === citizenId))
        .toReversed()
        .filter((one) => after === null || placeOf(one) < placeOf(after))
        .slice(0, limit),
    async insert(payment) {
      const isTaken = all().some(
        (one) =>
          (awaitsMoney(one) && awaitsMoney(payment) && isSameDue(one, payment)) ||
          (payment.stamp !== null && one.stamp?.number === payment.stamp.number) ||
          (payment.noticeNumber !== null && one.noticeNumber === payment.noticeNumber),
      );
      if (isTaken) return false;
      payments.set(payment.id, payment);
      return true;
    },
    async update(payment) {
      if (payments.get(payment.id)?.version !== payment.version - 1) return false;
      payments.set(payment.id, payment);
      return true;
    },
    settledBetween: async (from, to, limit) =>
      all()
        .filter(({ kind, settledAt }) => kind === 'pagopa' && settledAt !== null && settledAt >= from && settledAt < to)
        .toSorted((a, b) => Number(a.settledAt) - Number(b.settledAt) || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    failing: async (limit) => oldestFirst(all().filter(isFailing)).toReversed().slice(0, limit),
    async wake(id, at) {
      paymentJobs.set(id, at);
    },
  };
};
