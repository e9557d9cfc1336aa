import { cents } from '../../payment/cents.ts';
import { type DueItem, missingStamp } from '../../payment/due.ts';
import { type DeclaredStamp, type Payment, receivedOf } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { journey } from '../../service/journey.ts';
import { dayInItaly, isCalendarDate } from '../../shared/calendar.ts';
import type { FieldError } from '../../shared/field-error.ts';
import { type PracticeId, paymentIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { type Writer, writableBy } from '../draft-access.ts';
import { paymentStanding } from '../payment-facts.ts';

/** Fields of the declaration, as forms name them. */
export const STAMP_FIELDS = { number: 'marca_numero', day: 'marca_data' } as const;

export type DeclareStamp = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  typed: DeclaredStamp,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'already_sent' }
    /** No stamp is owed, or none any more. */
    | { readonly code: 'not_owed' }
    | { readonly code: 'invalid_stamp'; readonly errors: readonly FieldError[] }
  >
>;

/** What is printed on a stamp, without the spaces in which people write it. */
const NUMBER = /^\d{14}$/u;

const errorsOf = ({ number, day }: DeclaredStamp, today: string): readonly FieldError[] => {
  const errors: FieldError[] = [];
  if (!NUMBER.test(number)) errors.push({ field: STAMP_FIELDS.number, code: 'invalid_stamp' });
  if (!isCalendarDate(day)) errors.push({ field: STAMP_FIELDS.day, code: 'invalid_date' });
  else if (day > today) errors.push({ field: STAMP_FIELDS.day, code: 'date_in_future' });
  return errors;
};

const declared = (
  { ids, clock }: Pick<DeclareStampDeps, 'ids' | 'clock'>,
  practice: Practice,
  { label, amount, category }: DueItem,
  stamp: DeclaredStamp,
): Payment => ({
  id: paymentIdSchema.parse(ids.next()),
  practiceId: practice.id,
  practiceCode: practice.code,
  serviceId: practice.serviceId,
  citizenId: practice.citizenId,
  integrationId: null,
  kind: 'bollo',
  choice: null,
  state: 'pagato_altrove',
  version: 1,
  subject: label,
  items: [{ label, amount, category, stamp: null }],
  amount,
  noticeNumber: null,
  dueDay: dayInItaly(clock.now()),
  createdAt: clock.now(),
  position: 'chiusa',
  askedAt: null,
  wentOnlineAt: null,
  withdrawnAt: null,
  givenUp: false,
  paid: null,
  elsewhere: null,
  stamp,
  settledAt: clock.now(),
  excess: cents(0),
  refund: null,
  receipt: null,
  documents: {},
  failures: 0,
  lastError: null,
  checkedAt: null,
});

interface DeclareStampDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly ids: Ids;
  readonly clock: Clock;
}

/**
 * Takes the number and the day of a revenue stamp that was bought for a draft (DPR 642/1972; "marca da bollo"). A number is good once
 * in an ente. Whoever declares one that is not theirs answers for it (DPR 445/2000 art. 76).
 */
export const makeDeclareStamp =
  (deps: DeclareStampDeps): DeclareStamp =>
  (tenantId, writer, practiceId, typed) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.practices.lock(practiceId);
      const owned = await writableBy(stores, practiceId, writer);
      if (owned === null) return refuse({ code: 'not_found' });
      const { practice } = owned;
      if (practice.state !== 'bozza') return refuse({ code: 'already_sent' });
      const stamp = { number: typed.number.replaceAll(/\s/gu, ''), day: typed.day };
      const errors = errorsOf(stamp, dayInItaly(deps.clock.now()));
      if (errors.length > 0) return refuse({ code: 'invalid_stamp', errors });
      const service = await deps.services.of(stores, practice);
      const { facts, payments } = await paymentStanding(stores, service.definition, practice);
      // Pressed twice.
      if (payments.some((one) => one.stamp?.number === stamp.number)) return ok(null);
      const step = journey(service, practice.answers, facts).steps.find(({ due }) => due !== null);
      const part = step?.due?.parts.find(({ kind }) => kind === 'bollo');
      const received = payments.filter(({ kind }) => kind === 'bollo').reduce((sum, one) => sum + receivedOf(one), 0);
      const missing = part === undefined ? undefined : missingStamp(part, received);
      if (step?.open !== true || missing === undefined) return refuse({ code: 'not_owed' });
      if (await stores.payments.insert(declared(deps, practice, missing, stamp))) return ok(null);
      return refuse({ code: 'invalid_stamp', errors: [{ field: STAMP_FIELDS.number, code: 'stamp_used' }] });
    });
