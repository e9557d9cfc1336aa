import {
  type DraftView,
  type JourneyStep,
  type PracticeId,
  STAMP_FIELDS,
  type TenantId,
  type Writer,
} from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormFields } from '../../http/form.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { ONLINE_LIMIT } from '../../step-form/online-limit.ts';
import type { Place } from '../../step-form/place.ts';
import type { SentStep } from '../../step-form/read-step.ts';
import { paymentStepTexts } from '../../texts/payment-step.it.ts';
import { notice } from '../../ui/components.ts';
import { PAYABLE_PHASES, standingOf } from '../../ui/payment-phase.ts';
import { PAYMENT_ACTIONS, type PaymentAction } from '../../ui/payment-step-view.ts';
import type { StepShown } from './show-step.ts';

export interface Paying {
  readonly place: Place;
  readonly id: PracticeId;
  readonly stepId: string;
  readonly sent: SentStep;
  /** Shows the step again, and why. */
  readonly showAgain: (why: Pick<StepShown, 'errors' | 'status' | 'said'>) => Promise<FastifyReply>;
}

export const isPaymentAction = (action: SentStep['action']): action is PaymentAction =>
  PAYMENT_ACTIONS.some((one) => one === action);

/** Whether something was typed in the fields of a revenue stamp: it goes with whatever button is pressed. */
export const isStampTyped = (fields: FormFields): boolean =>
  Object.values(STAMP_FIELDS).some((name) => (fields[name] ?? '').trim() !== '');

/** The step that was sent as it is now, when it is one of payment that may be opened; else null. */
const paymentStepOf = ({ journey }: DraftView, stepId: string): JourneyStep | null =>
  journey.steps.find(({ definition, open }) => definition.id === stepId && definition.kind === 'payment' && open) ??
  null;

/**
 * Declares the stamp that was typed.
 * @returns null, having answered nothing, when that is done, or no stamp is owed
 */
const declareTyped = async (
  { portal }: WebContext,
  request: FastifyRequest,
  { place, id, sent, showAgain }: Paying,
): Promise<FastifyReply | null> => {
  const typed = { number: sent.fields[STAMP_FIELDS.number] ?? '', day: sent.fields[STAMP_FIELDS.day] ?? '' };
  const declared = await portal.declareStamp(enteOf(request).id, place.writerOf(request), id, typed);
  if (declared.ok || declared.error.code === 'not_owed' || declared.error.code === 'already_sent') return null;
  if (declared.error.code === 'invalid_stamp') return showAgain({ errors: declared.error.errors, status: 422 });
  throw new Problem('not_found');
};

/** Takes the stamp back that was declared last, for example with a mistake in its number. */
const takeStampBack = async (
  portal: WebContext['portal'],
  tenantId: TenantId,
  writer: Writer,
  id: PracticeId,
): Promise<void> => {
  const draft = await portal.viewDraft(tenantId, writer, id);
  const stamp = draft.ok ? draft.value.payments.findLast((payment) => payment.stamp !== null) : undefined;
  if (stamp !== undefined) await portal.withdrawStamp(tenantId, writer, id, stamp.id);
};

/**
 * The buttons of a step of payment (manual §6), after what was typed in it was saved. Whatever is pressed, what is owed is looked at
 * first: nobody is sent to pay an amount that an answer has changed.
 * @returns null, having answered nothing, when another button was pressed and there is no mistake that holds back
 */
export const payFrom = async (
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  paying: Paying,
): Promise<FastifyReply | null> => {
  const { portal } = context;
  const { place, id, stepId, sent, showAgain } = paying;
  const [tenantId, writer] = [enteOf(request).id, place.writerOf(request)];
  const practice = `${place.prefix}/${id}`;
  const to = (query = '') => reply.redirect(`/${enteOf(request).slug}${practice}/compila/${stepId}${query}`, 303);
  const look = async () => {
    const draft = await portal.viewDraft(tenantId, writer, id);
    const step = draft.ok ? paymentStepOf(draft.value, stepId) : null;
    return draft.ok && step !== null ? standingOf(step.due, draft.value.payments) : null;
  };
  if (sent.action === 'dichiara' || isStampTyped(sent.fields)) {
    // A field of another step may have the same name.
    const refused = (await look()) === null ? null : await declareTyped(context, request, paying);
    if (refused !== null) return refused;
  }
  if (!isPaymentAction(sent.action)) return null;
  if (sent.action === 'dichiara') return to();
  if (sent.action === 'togli') {
    await takeStampBack(portal, tenantId, writer, id);
    return to();
  }
  const prepared = await portal.preparePayment(tenantId, writer, id);
  if (!prepared.ok && prepared.error.code === 'not_found') throw new Problem('not_found');
  const standing = await look();
  const payment = standing?.current ?? null;
  if (sent.action === 'prepara' || standing === null || payment === null) return to();
  if (sent.action === 'riprova') {
    await portal.retryOwnPayment(tenantId, writer, payment.id);
    return to();
  }
  if (sent.action === 'verifica') {
    await portal.askAboutPayment(tenantId, writer, payment.id);
    return to('?pagamento=verifica');
  }
  if (!PAYABLE_PHASES.has(standing.phase)) return to('?pagamento=attendi');
  if (!(await portal.isWithinLimit(tenantId, ONLINE_LIMIT, id))) {
    return showAgain({ status: 429, said: notice('error', { text: paymentStepTexts.troppeVolte }) });
  }
  const origin = `${portal.portalUrl}/${enteOf(request).slug}${practice}/pagamento`;
  const back = { ok: `${origin}/ok`, cancelled: `${origin}/annullato`, failed: `${origin}/errore` };
  const gone = await portal.payOnline(tenantId, writer, payment.id, back);
  if (gone.ok) return reply.redirect(gone.value, 303);
  if (gone.error.code === 'not_payable') return to('?pagamento=attendi');
  if (gone.error.code === 'not_found') throw new Problem('not_found');
  const { titolo: title, testo, nonFunziona } = paymentStepTexts.nonAperta;
  const text = gone.error.code === 'gateway_settings' ? nonFunziona : testo;
  return showAgain({ status: 503, said: notice('error', { title, text }) });
};
