import type { Actor } from '../../operator/actor.ts';
import { choiceOf, iupdOf, type Payment } from '../../payment/payment.ts';
import { numberOf } from '../../payment/position.ts';
import {
  GatewayError,
  type PaymentGateway,
  type PaymentGateways,
  type PositionPayment,
} from '../../ports/payment-gateway.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { arrangeDraft } from '../arrange-draft.ts';
import { savePayment } from '../change-payment.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { recordAct } from '../record-act.ts';
import { type HearDeps, hearPayment } from '../system/hear-payment.ts';
import { lockOfficePayment, officePayment } from './payment-of-office.ts';

/** Longest note on money that came in or was given back, in characters. */
export const MAX_PAYMENT_NOTE = 200;

export type MarkPaidElsewhere = (
  tenantId: TenantId,
  actor: Actor,
  paymentId: PaymentId,
  note: string,
) => Promise<
  Result<
    Payment,
    | { readonly code: 'not_found' }
    | { readonly code: 'note_required' }
    | { readonly code: 'note_too_long' }
    /** Somebody has said so before. */
    | { readonly code: 'already_marked' }
    /** The gateway does not know the notice yet: nobody can have paid it. */
    | { readonly code: 'not_ready' }
    /** The gateway does not answer: nothing was written, here or there. */
    | { readonly code: 'gateway_away' }
  >
>;

export interface MarkPaidElsewhereDeps extends HearDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly gateways: PaymentGateways;
}

/**
 * Tells the gateway that the money came in another way, so that nobody pays the notice any more.
 * @returns what was paid online before, if anything was; `not_ready` where there is nothing to be paid
 */
const tellGateway = async (
  gateway: PaymentGateway,
  payment: Payment,
  now: Date,
): Promise<{ readonly online: PositionPayment | null } | 'not_ready'> => {
  const iupd = iupdOf(payment);
  try {
    const told = await gateway.markPaidElsewhere({ iupd, noticeNumber: numberOf(payment) }, now);
    if (told === 'marked') return { online: null };
  } catch (error) {
    if (!(error instanceof GatewayError) || error.kind !== 'refused') throw error;
  }
  const status = await gateway.status(iupd);
  // Without a receipt it is what was told here, in an attempt that did not come to its end.
  if (status.state === 'paid') return { online: status.payment.receiptId === null ? null : status.payment };
  // What has expired or was withdrawn nobody can pay any more; money that came in at the counter is not denied for that.
  return status.state === 'expired' || status.state === 'invalid' ? { online: null } : 'not_ready';
};

/** Who presses twice has said it. */
const isSaidBy = ({ elsewhere }: Payment, { operator }: Actor, note: string): boolean =>
  elsewhere?.by === operator.id && elsewhere.note === note;

/** Writes down both moneys, if there are two: what was paid online first. */
const write = async (
  stores: Stores,
  deps: MarkPaidElsewhereDeps,
  payment: Payment,
  practice: Practice | null,
  online: PositionPayment | null,
  elsewhere: NonNullable<Payment['elsewhere']>,
): Promise<Payment> => {
  const heard = online === null ? payment : await hearPayment(stores, deps, payment, practice, { paid: online });
  // The worker may have heard from the gateway, before this, that somebody of the ente has said so.
  if (heard.elsewhere !== null) return savePayment(stores, { ...heard, elsewhere });
  return hearPayment(stores, deps, heard, practice, { elsewhere });
};

/**
 * "Pagato allo sportello": an operator says that the money for a notice came in another way. The gateway is told first: once it is
 * written down nobody can pay the notice online. Where it was paid online already both are written down, and one of them is to be
 * given back.
 * @param note where it can be found again, such as the number of the receipt
 */
export const makeMarkPaidElsewhere =
  (deps: MarkPaidElsewhereDeps): MarkPaidElsewhere =>
  async (tenantId, actor, paymentId, typed) => {
    const { unitOfWork, gateways, clock } = deps;
    const note = cleanText(typed).trim();
    const found = await unitOfWork.read(tenantId, async (stores) => {
      const payment = await officePayment(stores, actor.operator, paymentId);
      if (payment === null || payment.kind === 'bollo') return null;
      return { payment, choice: choiceOf(payment, await stores.payments.choiceFor(payment.serviceId)) };
    });
    if (found === null) return refuse({ code: 'not_found' });
    const { payment: known, choice } = found;
    if (note === '') return refuse({ code: 'note_required' });
    if ([...note].length > MAX_PAYMENT_NOTE) return refuse({ code: 'note_too_long' });
    if (isSaidBy(known, actor, note)) return ok(known);
    if (known.elsewhere !== null && known.elsewhere.by !== null) return refuse({ code: 'already_marked' });
    if (choice === null) return refuse({ code: 'gateway_away' });
    const at = clock.now();
    const told = await tellGateway(gateways.of(tenantId, choice), known, at).catch((error: unknown) => {
      if (!(error instanceof GatewayError)) throw error;
      return 'gateway_away' as const;
    });
    if (told === 'not_ready' || told === 'gateway_away') return refuse({ code: told });
    return unitOfWork.run(tenantId, async (stores) => {
      const locked = await lockOfficePayment(stores, actor.operator, paymentId);
      if (locked === null) return refuse({ code: 'not_found' });
      const { payment, practice } = locked;
      if (isSaidBy(payment, actor, note)) return ok(payment);
      if (payment.elsewhere !== null && payment.elsewhere.by !== null) return refuse({ code: 'already_marked' });
      const written = await write(stores, deps, payment, practice, told.online, { at, by: actor.operator.id, note });
      // Another notice for the same money may be waiting.
      if (practice?.state === 'bozza') await arrangeDraft(stores, deps, practice);
      // Its receipt, if it was paid online as well.
      await stores.payments.wake(payment.id, at);
      const details = { avviso: numberOf(payment) };
      await recordAct(stores, actor, { at, action: 'pagato_altrove', subject: payment.practiceCode, details });
      return ok(written);
    });
  };
