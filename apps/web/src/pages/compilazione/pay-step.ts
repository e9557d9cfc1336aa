import { awaitsMoney, type DraftView, isPayable, type Payment, type PracticeId, STAMP_FIELDS } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import type { Place } from '../../step-form/place.ts';
import type { SentStep } from '../../step-form/read-step.ts';
import { paymentStepTexts } from '../../texts/payment-step.it.ts';
import { notice } from '../../ui/components.ts';
import { PAYMENT_ACTIONS, type PaymentAction } from '../../ui/payment-step-view.ts';
import type { StepShown } from './show-step.ts';

/** How often one goes to the gateway's page from one draft: each time it is asked for a page. */
const ONLINE = { name: 'pagamento online', max: 20, windowMs: 60 * 60 * 1000 } as const;

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

/** What money may still come for in the step of payment of a draft. */
export const openPaymentOf = ({ payments }: Pick<DraftView, 'payments'>): Payment | undefined =>
  payments.find((one) => one.kind === 'pagopa' && one.integrationId === null && awaitsMoney(one));

/**
 * The buttons of a step of payment (manual §6), after what was typed in it was saved. Whatever is pressed, what is owed is looked at
 * first: nobody is sent to pay an amount that an answer has changed.
 */
export const payFrom = async (
  { portal }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { place, id, stepId, sent, showAgain }: Paying,
): Promise<FastifyReply> => {
  const [tenantId, writer] = [enteOf(request).id, place.writerOf(request)];
  const practice = `${place.prefix}/${id}`;
  const to = (query = '') => reply.redirect(`/${enteOf(request).slug}${practice}/compila/${stepId}${query}`, 303);
  if (sent.action === 'dichiara') {
    const typed = { number: sent.fields[STAMP_FIELDS.number] ?? '', day: sent.fields[STAMP_FIELDS.day] ?? '' };
    const declared = await portal.declareStamp(tenantId, writer, id, typed);
    if (declared.ok || declared.error.code === 'not_owed' || declared.error.code === 'already_sent') return to();
    if (declared.error.code === 'invalid_stamp') return showAgain({ errors: declared.error.errors, status: 422 });
    throw new Problem('not_found');
  }
  const prepared = await portal.preparePayment(tenantId, writer, id);
  if (!prepared.ok && prepared.error.code === 'not_found') throw new Problem('not_found');
  const draft = await portal.viewDraft(tenantId, writer, id);
  const payment = draft.ok ? openPaymentOf(draft.value) : undefined;
  if (sent.action === 'prepara' || payment === undefined) return to();
  if (sent.action === 'verifica') {
    await portal.askAboutPayment(tenantId, writer, payment.id);
    return to('?pagamento=verifica');
  }
  if (!isPayable(payment)) return to('?pagamento=attendi');
  if (!(await portal.isWithinLimit(tenantId, ONLINE, id))) {
    return showAgain({ status: 429, said: notice('error', { text: paymentStepTexts.troppeVolte }) });
  }
  const origin = `${portal.portalUrl}/${enteOf(request).slug}${practice}/pagamento`;
  const back = { ok: `${origin}/ok`, cancelled: `${origin}/annullato`, failed: `${origin}/errore` };
  const gone = await portal.payOnline(tenantId, writer, payment.id, back);
  if (gone.ok) return reply.redirect(gone.value, 303);
  if (gone.error.code === 'not_payable') return to('?pagamento=attendi');
  if (gone.error.code === 'not_found') throw new Problem('not_found');
  const { titolo: title, testo: text } = paymentStepTexts.nonAperta;
  return showAgain({ status: 503, said: notice('error', { title, text }) });
};
