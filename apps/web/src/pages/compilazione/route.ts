import { type DraftView, keepsBelow, practiceIdSchema, stepErrors } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormFields } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { sendToSignIn } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import { fileLimitsOf } from '../../step-form/file-facts-of.ts';
import { fileFieldOf } from '../../step-form/file-field-of.ts';
import { COUNTER, OWN, type Place } from '../../step-form/place.ts';
import { readStep } from '../../step-form/read-step.ts';
import { writtenIn } from '../../step-form/written-in.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { paymentSaid } from '../../ui/payment-said.ts';
import { saveAndGo } from './after-save.ts';
import { firstStep } from './first-step.ts';
import { begun, showStep } from './show-step.ts';
import { texts } from './texts.it.ts';

interface Step {
  Params: { pratica: string; passo: string };
}

/** What happened before the page was opened: the query that led to it says so. */
const flashOf = (request: FastifyRequest): NoticeView | null => {
  if (queryText(request, 'controlla') === 'si') return notice('warning', { text: texts.controlla });
  if (queryText(request, 'altrove') === 'si') return notice('warning', { text: texts.altrove });
  return queryText(request, 'nota') === 'salvata' ? notice('success', { text: texts.notaSalvata }) : null;
};

/** The steps of drafts, in the area that `place` is. */
const steps = (scope: FastifyInstance, context: WebContext, place: Place): void => {
  const { portal, csrf } = context;

  /**
   * The draft; null, having answered, when it was sent already, with the practice's own page, or when its citizen has to sign in
   * more strongly.
   * @param typed what was sent and not saved: the answer to a citizen who has to sign in again gives it back
   */
  const openDraft = async (
    request: FastifyRequest<{ Params: { pratica: string } }>,
    reply: FastifyReply,
    typed: FormFields = {},
  ): Promise<DraftView | null> => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const draft = await portal.viewDraft(ente.id, place.writerOf(request), id);
    if (draft.ok) {
      const { tooLow } = draft.value;
      if (tooLow === null) return draft.value;
      sendToSignIn(request, reply, tooLow.asked, writtenIn(typed));
      return null;
    }
    if (draft.error.code === 'not_found') throw new Problem('not_found');
    reply.redirect(place.practiceHref(`/${ente.slug}`, id), 303);
    return null;
  };
  const stepHref = (request: FastifyRequest, draft: DraftView, stepId: string) =>
    `/${enteOf(request).slug}${place.prefix}/${draft.practice.id}/compila/${stepId}`;
  const fillingOf = async (request: FastifyRequest, draft: DraftView) =>
    begun(await place.applicantOf(portal, request, draft.practice.citizenId), draft);

  scope.get<{ Params: { pratica: string } }>(`${place.prefix}/:pratica/compila`, async (request, reply) => {
    const draft = await openDraft(request, reply);
    if (draft === null) return reply;
    return reply.redirect(stepHref(request, draft, draft.journey.next.definition.id), 303);
  });

  scope.get<Step>(`${place.prefix}/:pratica/compila/:passo`, async (request, reply) => {
    const draft = await openDraft(request, reply);
    if (draft === null) return reply;
    const stepId = request.params.passo;
    const step = draft.journey.steps.find(({ definition }) => definition.id === stepId);
    if (step === undefined) throw new Problem('not_found');
    if (!step.open) return reply.redirect(stepHref(request, draft, draft.journey.next.definition.id), 303);
    const asked = queryText(request, 'controlla') === 'si';
    return showStep(context, request, reply, await fillingOf(request, draft), {
      place,
      stepId,
      errors: asked ? stepErrors(step) : [],
      flash: flashOf(request),
      said: paymentSaid(queryText(request, 'pagamento'), step.due, draft.payments),
    });
  });

  const config = { multipart: true, csrf: 'page' } as const;
  scope.post<Step>(`${place.prefix}/:pratica/compila/:passo`, { config }, async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const stepId = request.params.passo;
    const view = async () => {
      const opened = await portal.viewDraft(ente.id, place.writerOf(request), id);
      if (!opened.ok || (opened.value.tooLow !== null && !keepsBelow(place.writerOf(request)))) return null;
      const { citizenId, serviceId } = opened.value.practice;
      const { maxFileBytes: maxBytes } = await fileLimitsOf(portal, ente.id, serviceId);
      return { definition: opened.value.definition, of: { citizenId, maxBytes } };
    };
    let draft: ReturnType<typeof view> | null = null;
    const sent = await readStep(request, stepId, {
      csrf,
      receiveUpload: portal.receiveUpload,
      tenantId: ente.id,
      writer: place.writerOf(request),
      fileField: async (fieldId) => {
        draft ??= view();
        const opened = await draft;
        if (opened === null) return null;
        // Also a field that exists only with what is being typed in this very form.
        const step = portal.services
          .compile(opened.definition)
          .steps.find(({ definition }) => definition.id === stepId);
        const field = step?.fields.find((bound) => bound.field.id === fieldId)?.field;
        return fileFieldOf(field, place, opened.of);
      },
    });
    if (sent.csrfValid) return saveAndGo(context, request, reply, { place, id, stepId, sent });
    const unsaved = await openDraft(request, reply, sent.fields);
    if (unsaved === null) return reply;
    const flash = notice('error', { text: texts.scaduta });
    const filling = await fillingOf(request, unsaved);
    return showStep(context, request, reply, filling, { place, stepId, typed: sent.fields, status: 403, flash });
  });
};

/** "Compila una pratica" (manual §6), a step at a time. */
export const compilazionePage = (scope: FastifyInstance, context: WebContext): void => {
  firstStep(scope, context);
  steps(scope, context, OWN);
};

/** The same at the counter, of the drafts that the operator has opened on behalf of a citizen (ente.md). */
export const compilazionePerContoPage = (scope: FastifyInstance, context: WebContext): void => {
  steps(scope, context, COUNTER);
};
