import type { Actor } from '../../operator/actor.ts';
import { type Payment, toRefundOf } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly, isCalendarDate } from '../../shared/calendar.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { savePayment } from '../change-payment.ts';
import { recordAct } from '../record-act.ts';
import { MAX_PAYMENT_NOTE } from './mark-paid-elsewhere.ts';
import { lockOfficePayment } from './payment-of-office.ts';

/** What is wrong with what was typed. */
export type RefundProblem = 'day_required' | 'day_in_future' | 'note_required' | 'note_too_long';

export type NoteRefund = (
  tenantId: TenantId,
  actor: Actor,
  paymentId: PaymentId,
  typed: { readonly day: string; readonly note: string },
) => Promise<
  Result<
    Payment,
    | { readonly code: 'not_found' }
    /** Nothing is to be given back, or nothing any more. */
    | { readonly code: 'nothing_to_refund' }
    | { readonly code: 'invalid_refund'; readonly problems: readonly RefundProblem[] }
  >
>;

const problemsOf = (day: string, note: string, today: string): readonly RefundProblem[] => {
  const problems: RefundProblem[] = [];
  if (!isCalendarDate(day)) problems.push('day_required');
  else if (day > today) problems.push('day_in_future');
  if (note === '') problems.push('note_required');
  if ([...note].length > MAX_PAYMENT_NOTE) problems.push('note_too_long');
  return problems;
};

/**
 * "Rimborsato": an operator notes that all of what was too much was given back, on which day and how. The portal moves no money. The
 * state stays `da_rimborsare`; what comes in too much afterwards is to be given back again.
 */
export const makeNoteRefund =
  ({ unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock }): NoteRefund =>
  (tenantId, actor, paymentId, typed) =>
    unitOfWork.run(tenantId, async (stores) => {
      const payment = (await lockOfficePayment(stores, actor.operator, paymentId))?.payment ?? null;
      if (payment === null) return refuse({ code: 'not_found' });
      const [at, by] = [clock.now(), actor.operator.id];
      const [day, note] = [typed.day.trim(), cleanText(typed.note).trim()];
      const { refund } = payment;
      if (toRefundOf(payment) === 0) {
        // Who presses twice has noted it.
        const isTwice = refund !== null && refund.by === by && refund.day === day && refund.note === note;
        return isTwice ? ok(payment) : refuse({ code: 'nothing_to_refund' });
      }
      const problems = problemsOf(day, note, dayInItaly(at));
      if (problems.length > 0) return refuse({ code: 'invalid_refund', problems });
      const noted = await savePayment(stores, { ...payment, refund: { at, by, day, note, amount: payment.excess } });
      const details = { giorno: day, ...(payment.noticeNumber === null ? {} : { avviso: payment.noticeNumber }) };
      await recordAct(stores, actor, { at, action: 'rimborso_annotato', subject: payment.practiceCode, details });
      return ok(noted);
    });
