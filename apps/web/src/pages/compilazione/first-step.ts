import { draftsOf, journey, levelTooLow, notTaking, type PracticeId } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openingOf } from '../../http/opening.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf, signedInOf } from '../../http/request-facts.ts';
import { sendToSignIn } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import { OWN } from '../../step-form/place.ts';
import { readStep, type SentStep } from '../../step-form/read-step.ts';
import { writtenIn } from '../../step-form/written-in.ts';
import { notice } from '../../ui/components.ts';
import { saveAndGo } from './after-save.ts';
import { type StepShown, showStep, unbegun } from './show-step.ts';
import { texts } from './texts.it.ts';

interface Start {
  Params: { servizio: string };
}

/** Shows the page again with what was typed, which was not saved, and says why. */
type ShowAgain = (why: Pick<StepShown, 'errors' | 'status' | 'flash'>) => Promise<FastifyReply>;

/**
 * The first step before there is a draft: opening the page creates nothing, sending it does. With a draft already there
 * the citizen is offered to resume it (manual §6); where many are allowed, the page that is sent twice leads to one.
 */
export const firstStep = (scope: FastifyInstance, context: WebContext): void => {
  const { portal, csrf } = context;

  const open = async (request: FastifyRequest<Start>) => {
    const found = await portal.unitOfWork.read(enteOf(request).id, async ({ services, practices }) => {
      const service = await services.bySlug(request.params.servizio);
      return service === null
        ? null
        : { service, draft: await practices.draftOf(citizenOf(request).id, service.id, null) };
    });
    if (found === null) throw new Problem('not_found');
    const { definition } = found.service;
    const opening = openingOf(request, portal.ids);
    const compiled = portal.services.compile(definition);
    return {
      refusal: notTaking(found.service, portal.clock.now()),
      hasDraft: draftsOf(found.service) === 'one' && found.draft !== null,
      opening,
      tooLow: levelTooLow(signedInOf(request), found.service.settings.signInLevel),
      filling: unbegun(citizenOf(request), found.service, journey(compiled, {}), opening),
      stepId: definition.steps[0]?.id ?? '',
    };
  };
  const draftHref = (request: FastifyRequest<Start>) =>
    `/${enteOf(request).slug}/servizi/${request.params.servizio}/bozza`;

  /** Another window has begun a draft: it takes the note, unless it has one; then the note stays on the page. */
  const resume = async (
    request: FastifyRequest<Start>,
    reply: FastifyReply,
    draft: PracticeId,
    { sent, again }: { readonly sent: SentStep; readonly again: ShowAgain },
  ) => {
    const note = sent.input.privateNote?.trim() ?? '';
    if (note === '') return reply.redirect(draftHref(request), 303);
    const [tenantId, citizen] = [enteOf(request).id, signedInOf(request)];
    const found = await portal.viewDraft(tenantId, citizen, draft);
    if (found.ok && found.value.privateNote === '') {
      const saved = await portal.savePrivateNote(tenantId, citizen.citizenId, draft, note);
      if (saved.ok) return reply.redirect(`${draftHref(request)}?nota=salvata`, 303);
    }
    const link = { label: texts.vaiAllaBozza, href: draftHref(request) };
    const flash = notice('error', { text: texts.bozzaConNota, link });
    return again({ status: 409, flash });
  };

  scope.get<Start>('/servizi/:servizio/compila', async (request, reply) => {
    const { refusal, hasDraft, tooLow, filling, stepId } = await open(request);
    if (hasDraft) return reply.redirect(draftHref(request), 303);
    if (refusal !== null) throw new Problem(refusal.code);
    if (tooLow !== null) return sendToSignIn(request, reply, tooLow.asked);
    return showStep(context, request, reply, filling, { stepId });
  });

  scope.post<Start>('/servizi/:servizio/compila', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { opening, tooLow, filling, stepId } = await open(request);
    const sent = await readStep(request, stepId, {
      csrf,
      receiveUpload: portal.receiveUpload,
      tenantId: ente.id,
      writer: OWN.writerOf(request),
      fileField: async () => null,
    });
    const again: ShowAgain = async (why) =>
      tooLow === null
        ? showStep(context, request, reply, filling, { stepId, typed: sent.fields, ...why })
        : sendToSignIn(request, reply, tooLow.asked, writtenIn(sent.fields));
    if (!sent.csrfValid) return again({ status: 403, flash: notice('error', { text: texts.scaduta }) });
    if (sent.action === 'avanti' && !sent.input.confirmed) {
      return again({ status: 422, errors: [{ field: stepId, code: 'must_accept' }] });
    }
    const { servizio } = request.params;
    const started = await portal.startPractice(ente.id, signedInOf(request), servizio, opening);
    if (started.ok) return saveAndGo(context, request, reply, { place: OWN, id: started.value, stepId, sent });
    if (started.error.code === 'draft_exists') {
      return resume(request, reply, started.error.practiceId, { sent, again });
    }
    if (started.error.code === 'level_too_low') {
      return sendToSignIn(request, reply, started.error.asked, writtenIn(sent.fields));
    }
    const { code } = started.error;
    throw new Problem(code === 'service_not_found' ? 'not_found' : code, writtenIn(sent.fields));
  });
};
