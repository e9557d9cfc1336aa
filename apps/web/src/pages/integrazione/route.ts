import {
  dayInItaly,
  type FieldError,
  INTEGRATION_STEP,
  integrationStep,
  type OpenIntegration,
  practiceIdSchema,
  stepErrors,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FormFields, formFields } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { sendToSignIn } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import { isDeclared, UNDECLARED } from '../../step-form/declaration.ts';
import { fileFactsOf, fileLimitsOf } from '../../step-form/file-facts-of.ts';
import { fileFieldOf } from '../../step-form/file-field-of.ts';
import { COUNTER, OWN, type Place } from '../../step-form/place.ts';
import { readStep, SHOWN_DATA } from '../../step-form/read-step.ts';
import { statusOf } from '../../step-form/status-of.ts';
import { writtenIn } from '../../step-form/written-in.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { payingIntegration } from './payment-routes.ts';
import { texts } from './texts.it.ts';
import { confermaView, integrationHref, integrazioneView, wordsOf } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

interface Shown {
  readonly typed?: FormFields;
  readonly errors?: readonly FieldError[];
  readonly status?: number;
  readonly flash?: NoticeView | null;
}

/** The answer to a request of integration in the area that `place` is: a form, then a confirmation, then it is sent. */
const answering = (scope: FastifyInstance, context: WebContext, place: Place): void => {
  const { portal, csrf, show } = context;
  const idOf = (request: FastifyRequest<Path>) => paramAs(practiceIdSchema, request.params.pratica);
  const baseOf = (request: FastifyRequest<Path>) => `/${enteOf(request).slug}`;
  const practiceHref = (request: FastifyRequest<Path>) => place.practiceHref(baseOf(request), idOf(request));
  const hrefOf = (request: FastifyRequest<Path>) => integrationHref(place, baseOf(request), idOf(request));
  const view = (request: FastifyRequest<Path>) =>
    portal.viewIntegration(enteOf(request).id, place.writerOf(request), idOf(request));

  /**
   * The request; null, having answered with the practice's own page, when nothing is asked (any more), or when its citizen has
   * to sign in more strongly.
   * @param typed what was sent and not saved: a citizen who has to sign in again is given it back
   */
  const open = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    typed: FormFields = {},
  ): Promise<OpenIntegration | null> => {
    const viewed = await view(request);
    if (viewed.ok) {
      const { tooLow } = viewed.value;
      if (tooLow === null) return viewed.value;
      sendToSignIn(request, reply, tooLow.asked, writtenIn(typed));
      return null;
    }
    if (viewed.error.code === 'not_found') throw new Problem('not_found');
    reply.redirect(practiceHref(request), 303);
    return null;
  };

  const around = (request: FastifyRequest<Path>, { definition, practice }: OpenIntegration) => {
    const first = place.atCounter ? [] : [{ label: texts.pratiche, href: `${baseOf(request)}/pratiche` }];
    const label = place.atCounter ? practice.code : definition.name;
    return { path: [...first, { label, href: practiceHref(request) }], section: 'pratiche' } as const;
  };

  const showPayment = payingIntegration(scope, context, place, { open, around });

  const showForm = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    { typed = {}, errors = [], status = 200, flash = null }: Shown,
  ): Promise<FastifyReply> => {
    const opened = await open(request, reply, typed);
    if (opened === null) return reply;
    if (opened.integration.payment !== null) return showPayment(request, reply, opened);
    const citizen = await place.applicantOf(portal, request, opened.practice.citizenId);
    const { serviceId } = opened.practice;
    const step = integrationStep(opened.service, opened.answers);
    const of = { citizenId: citizen.id, serviceId };
    const fileFacts = await fileFactsOf(portal, enteOf(request).id, place, step, of);
    const base = baseOf(request);
    const today = dayInItaly(portal.clock.now());
    return show(request, reply, {
      template: 'integrazione',
      view: integrazioneView({ place, base, opened, citizen, ...fileFacts, today, typed, errors }),
      title: wordsOf(place).titolo,
      ...around(request, opened),
      status,
      hasErrors: errors.length > 0,
      flash,
    });
  };

  const path = `${place.prefix}/:pratica/integrazione`;
  scope.get<Path>(path, async (request, reply) => {
    if (queryText(request, 'controlla') !== 'si') return showForm(request, reply, {});
    const opened = await open(request, reply);
    if (opened === null) return reply;
    if (opened.integration.payment !== null) return reply.redirect(hrefOf(request), 303);
    const errors = stepErrors(integrationStep(opened.service, opened.answers));
    return showForm(request, reply, { errors, flash: notice('warning', { text: texts.incompleta }) });
  });

  /** What follows a form that was read: it is saved, and its button says where to go. */
  const save = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    { action, fields, input }: Awaited<ReturnType<typeof readStep>>,
  ): Promise<FastifyReply> => {
    const saved = await portal.saveIntegration(enteOf(request).id, place.writerOf(request), idOf(request), input);
    const code = saved.ok ? null : saved.error.code;
    if (action === 'salva') {
      const tooLow = !saved.ok && saved.error.code === 'level_too_low' && saved.error.kept;
      const isKept = code === null || code === 'invalid' || tooLow;
      return reply.code(isKept ? 204 : 409).send();
    }
    if (code === 'not_found') throw new Problem(code, writtenIn(fields));
    if (code === 'not_open') return reply.redirect(practiceHref(request), 303);
    if (!saved.ok && saved.error.code === 'level_too_low') {
      return sendToSignIn(request, reply, saved.error.asked, saved.error.kept ? [] : writtenIn(fields));
    }
    if (action === 'righe') return reply.redirect(`${hrefOf(request)}#${input.rows?.block ?? ''}`, 303);
    if (action !== 'avanti') return reply.redirect(practiceHref(request), 303);
    const undeclared = place.atCounter && !isDeclared(fields) ? UNDECLARED : [];
    const invalid = !saved.ok && saved.error.code === 'invalid' ? saved.error.errors : [];
    const errors = [...invalid, ...undeclared];
    if (errors.length > 0) {
      return showForm(request, reply, { typed: fields, errors, status: statusOf(errors) });
    }
    const opened = await open(request, reply);
    if (opened === null) return reply;
    return show(request, reply, {
      template: 'integrazione/conferma',
      view: confermaView(place, baseOf(request), opened),
      title: texts.conferma,
      ...around(request, opened),
    });
  };

  const config = { multipart: true, csrf: 'page' } as const;
  scope.post<Path>(path, { config }, async (request, reply) => {
    const opening = async () => {
      const opened = await view(request);
      if (!opened.ok) return null;
      const { citizenId, serviceId } = opened.value.practice;
      const { maxFileBytes: maxBytes } = await fileLimitsOf(portal, enteOf(request).id, serviceId);
      return { service: opened.value.service, of: { citizenId, maxBytes } };
    };
    let asked: ReturnType<typeof opening> | null = null;
    const sent = await readStep(request, INTEGRATION_STEP, {
      csrf,
      receiveUpload: portal.receiveUpload,
      tenantId: enteOf(request).id,
      writer: place.writerOf(request),
      fileField: async (fieldId) => {
        asked ??= opening();
        const opened = await asked;
        if (opened === null) return null;
        const bounds = opened.service.steps.flatMap(({ fields }) => fields);
        const field = bounds.find((bound) => bound.field.id === fieldId)?.field;
        return fileFieldOf(field, place, opened.of);
      },
    });
    if (sent.csrfValid) return save(request, reply, sent);
    const flash = notice('error', { text: texts.scadutaPagina });
    return showForm(request, reply, { typed: sent.fields, status: 403, flash });
  });

  scope.post<Path>(`${path}/invia`, async (request, reply) => {
    const sent = formFields(request);
    const [tenantId, writer] = [enteOf(request).id, place.writerOf(request)];
    const answered = await portal.answerIntegration(
      tenantId,
      writer,
      idOf(request),
      sent[SHOWN_DATA] ?? '',
      isDeclared(sent),
    );
    // Pressed twice, or cancelled by the office meanwhile: the practice says how it is.
    if (answered.ok || answered.error.code === 'not_open') return reply.redirect(practiceHref(request), 303);
    if (answered.error.code === 'not_found') throw new Problem('not_found');
    if (answered.error.code === 'level_too_low') return sendToSignIn(request, reply, answered.error.asked);
    if (answered.error.code === 'incomplete') return reply.redirect(`${hrefOf(request)}?controlla=si`, 303);
    if (answered.error.code === 'not_declared') return showForm(request, reply, { status: 422, errors: UNDECLARED });
    return showForm(request, reply, { status: 409, flash: notice('error', { text: texts.cambiati }) });
  });

  // Where a browser lands that reloads the page of a refusal, or signs in again.
  scope.get<Path>(`${path}/invia`, async (request, reply) => {
    const opened = await open(request, reply);
    return opened === null ? reply : reply.redirect(hrefOf(request), 303);
  });
};

/** "Rispondi alla richiesta" (ente.md), in the citizen's area. */
export const integrazionePage = (scope: FastifyInstance, context: WebContext): void => answering(scope, context, OWN);

/** The same at the counter, of the practices that were opened there. */
export const integrazionePerContoPage = (scope: FastifyInstance, context: WebContext): void =>
  answering(scope, context, COUNTER);
