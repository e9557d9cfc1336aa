import { type FieldError, longDay, PRIVATE_NOTE_FIELD, type PracticeId } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { sendToSignIn } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import { DECLARATION, isDeclared, UNDECLARED } from '../../step-form/declaration.ts';
import type { Place } from '../../step-form/place.ts';
import { type SentStep, SHOWN_DATA } from '../../step-form/read-step.ts';
import { statusOf } from '../../step-form/status-of.ts';
import { writtenIn } from '../../step-form/written-in.ts';
import { notice } from '../../ui/components.ts';
import { isPaymentAction, isStampTyped, payFrom } from './pay-step.ts';
import { begun, type StepShown, showStep } from './show-step.ts';
import { texts } from './texts.it.ts';
import { confirmView } from './view-model.ts';

interface SavedStep {
  readonly place: Place;
  readonly id: PracticeId;
  readonly stepId: string;
  readonly sent: SentStep;
}

/** The mistakes that keep somebody on the page whatever button they pressed: what they typed could not be saved. */
const holdsBack = (action: SentStep['action'], errors: readonly FieldError[]): boolean =>
  action === 'avanti' ? errors.length > 0 : errors.some(({ field }) => field === PRIVATE_NOTE_FIELD);

/** Shows the step again as it is now, and why; to whoever has not signed in strongly enough, after they have. */
const showAgain = async (
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { place, id, stepId, sent }: SavedStep,
  why: Pick<StepShown, 'errors' | 'status' | 'flash' | 'said'>,
) => {
  const draft = await context.portal.viewDraft(enteOf(request).id, place.writerOf(request), id);
  if (!draft.ok) throw new Problem('not_found', writtenIn(sent.fields));
  const { tooLow } = draft.value;
  if (tooLow !== null) return sendToSignIn(request, reply, tooLow.asked);
  const citizen = await place.applicantOf(context.portal, request, draft.value.practice.citizenId);
  return showStep(context, request, reply, begun(citizen, draft.value), { place, stepId, typed: sent.fields, ...why });
};

/**
 * Saves a step and goes where its button leads (manual §6): Avanti on, when everything is valid; Indietro and Ricomincia
 * back, keeping what was typed; on the summary Avanti is Invia, which asks first. Whoever has not signed in as strongly as the
 * service asks for is sent to do so, and comes back to the step, where what they typed is.
 */
export const saveAndGo = async (
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  step: SavedStep,
): Promise<FastifyReply> => {
  const { place, id, stepId, sent } = step;
  const ente = enteOf(request);
  const base = `/${ente.slug}`;
  const practice = `${base}${place.prefix}/${id}`;
  const to = (next: string) => reply.redirect(`${practice}/compila/${next}`, 303);
  /** Where the buttons that do not go on lead. */
  const back = (way: { readonly previous: string | null; readonly first: string }): string => {
    if (sent.action === 'nota') return `${stepId}?nota=salvata`;
    if (sent.action === 'righe') return `${stepId}#${sent.input.rows?.block ?? ''}`;
    return sent.action === 'indietro' ? (way.previous ?? way.first) : way.first;
  };
  const again = (why: Pick<StepShown, 'errors' | 'status' | 'flash' | 'said'>) =>
    showAgain(context, request, reply, step, why);
  const saved = await context.portal.saveStep(ente.id, place.writerOf(request), id, stepId, sent.input);
  if (sent.action === 'salva') {
    const tooLow = !saved.ok && saved.error.code === 'level_too_low' && saved.error.kept;
    const isKept = saved.ok || saved.error.code === 'invalid_step' || tooLow;
    return reply.code(isKept ? 204 : 409).send();
  }
  const isKept = saved.ok || (saved.error.code === 'invalid_step' && !holdsBack(sent.action, saved.error.errors));
  if (isKept && (isPaymentAction(sent.action) || isStampTyped(sent.fields))) {
    const answer = await payFrom(context, request, reply, { place, id, stepId, sent, showAgain: again });
    if (answer !== null) return answer;
  }
  if (saved.ok) {
    if (sent.action !== 'avanti') return to(back(saved.value));
    const { next, leadsToPayment } = saved.value;
    if (leadsToPayment) await context.portal.preparePayment(ente.id, place.writerOf(request), id);
    if (next !== stepId) return to(next);
    return send(context, request, reply, step);
  }
  const { error } = saved;
  if (error.code === 'not_found') throw new Problem(error.code, writtenIn(sent.fields));
  if (error.code === 'level_too_low') {
    return sendToSignIn(request, reply, error.asked, error.kept ? [] : writtenIn(sent.fields));
  }
  // Pressed twice, or in two tabs: each press leads to the same page.
  if (error.code === 'already_sent') {
    return reply.redirect(sent.fields.conferma === 'si' ? place.sentHref(base, id) : place.practiceHref(base, id), 303);
  }
  if (error.code === 'step_locked') return to(`${error.open}?altrove=si`);
  if (!holdsBack(sent.action, error.errors)) return to(back(error));
  // Fields that were not there when the form was sent are asked for, not complained about.
  const why = error.unseen
    ? { flash: notice('info', { text: texts.campiNuovi }) }
    : { errors: error.errors, status: statusOf(error.errors) };
  return again(why);
};

/** "Invia": asks for confirmation, unless it is there already, then sends what was shown. Sent twice, it is one practice. */
const send = async (
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  step: SavedStep,
): Promise<FastifyReply> => {
  const { portal, show } = context;
  const { place, id, stepId, sent } = step;
  const ente = enteOf(request);
  const base = `/${ente.slug}`;
  const practice = `${base}${place.prefix}/${id}`;
  const shown = sent.fields[SHOWN_DATA];
  const declared = isDeclared(sent.fields);
  const undeclared = () => showAgain(context, request, reply, step, { status: 422, errors: UNDECLARED });
  if (place.atCounter && !declared) return undeclared();
  if (sent.fields.conferma !== 'si') {
    const carried = [SHOWN_DATA, DECLARATION].flatMap((name) => {
      const value = sent.fields[name];
      return value === undefined ? [] : [{ name, value }];
    });
    const view = confirmView(`${practice}/compila/${stepId}`, carried);
    return show(request, reply, { template: 'compilazione/conferma', view, title: texts.conferma });
  }
  const submitted = await portal.submitPractice(ente.id, place.writerOf(request), id, shown, declared);
  if (submitted.ok || submitted.error.code === 'already_sent') {
    return reply.redirect(place.sentHref(base, id), 303);
  }
  const refused = (text: string) =>
    showAgain(context, request, reply, step, { status: 409, flash: notice('error', { text }) });
  if (submitted.error.code === 'changed_meanwhile') return refused(texts.cambiati);
  if (submitted.error.code === 'service_closed') return refused(texts.chiuso(longDay(submitted.error.closedOn)));
  if (submitted.error.code === 'service_not_open_yet')
    return refused(texts.nonAperto(longDay(submitted.error.opensOn)));
  if (submitted.error.code === 'incomplete') {
    return reply.redirect(`${practice}/compila/${submitted.error.step}?controlla=si`, 303);
  }
  if (submitted.error.code === 'profile_incomplete') return reply.redirect(place.profileHref(base, id), 303);
  if (submitted.error.code === 'not_declared') return undeclared();
  if (submitted.error.code === 'level_too_low') return sendToSignIn(request, reply, submitted.error.asked);
  throw new Problem(submitted.error.code);
};
