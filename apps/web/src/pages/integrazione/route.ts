import {
  dayInItaly,
  type FieldError,
  holdsFiles,
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
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { readStep, SHOWN_DATA } from '../../step-form/read-step.ts';
import { statusOf } from '../../step-form/status-of.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { confermaView, integrazioneView } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

interface Shown {
  readonly typed?: FormFields;
  readonly errors?: readonly FieldError[];
  readonly status?: number;
  readonly flash?: NoticeView | null;
}

/** "Rispondi alla richiesta": the answer to a request of integration (ente.md), then a confirmation, then it is sent. */
export const integrazionePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const idOf = (request: FastifyRequest<Path>) => paramAs(practiceIdSchema, request.params.pratica);
  const practiceHref = (request: FastifyRequest<Path>) => `/${enteOf(request).slug}/pratiche/${idOf(request)}`;
  const hrefOf = (request: FastifyRequest<Path>) => `${practiceHref(request)}/integrazione`;
  const view = (request: FastifyRequest<Path>) =>
    portal.viewIntegration(enteOf(request).id, citizenOf(request).id, idOf(request));

  /** The request; null, having answered with the practice's own page, when nothing is asked (any more). */
  const open = async (request: FastifyRequest<Path>, reply: FastifyReply): Promise<OpenIntegration | null> => {
    const viewed = await view(request);
    if (viewed.ok) return viewed.value;
    if (viewed.error.code === 'not_found') throw new Problem('not_found');
    reply.redirect(practiceHref(request), 303);
    return null;
  };

  const around = (request: FastifyRequest<Path>, { definition }: OpenIntegration) =>
    ({
      path: [
        { label: texts.pratiche, href: `/${enteOf(request).slug}/pratiche` },
        { label: definition.name, href: practiceHref(request) },
      ],
      section: 'pratiche',
    }) as const;

  const showForm = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    { typed = {}, errors = [], status = 200, flash = null }: Shown,
  ): Promise<FastifyReply> => {
    const opened = await open(request, reply);
    if (opened === null) return reply;
    const citizen = citizenOf(request);
    const { fields } = integrationStep(opened.service, opened.integration.answers);
    const reusable = fields.some(({ bound }) => holdsFiles(bound.field))
      ? await portal.unitOfWork.read(enteOf(request).id, ({ reads }) => reads.attachmentsOf(citizen.id))
      : [];
    const base = `/${enteOf(request).slug}`;
    const today = dayInItaly(portal.clock.now());
    return show(request, reply, {
      template: 'integrazione',
      view: integrazioneView({ base, opened, citizen, reusable, today, typed, errors }),
      title: texts.titolo,
      ...around(request, opened),
      status,
      hasErrors: errors.length > 0,
      flash,
    });
  };

  scope.get<Path>('/pratiche/:pratica/integrazione', async (request, reply) => {
    if (queryText(request, 'controlla') !== 'si') return showForm(request, reply, {});
    const opened = await open(request, reply);
    if (opened === null) return reply;
    const errors = stepErrors(integrationStep(opened.service, opened.integration.answers));
    return showForm(request, reply, { errors, flash: notice('warning', { text: texts.incompleta }) });
  });

  /** What follows a form that was read: it is saved, and its button says where to go. */
  const save = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    { action, fields, input }: Awaited<ReturnType<typeof readStep>>,
  ): Promise<FastifyReply> => {
    const saved = await portal.saveIntegration(enteOf(request).id, citizenOf(request).id, idOf(request), input);
    const code = saved.ok ? null : saved.error.code;
    if (action === 'salva') return reply.code(code === null || code === 'invalid' ? 204 : 409).send();
    if (code === 'not_found') throw new Problem(code);
    if (code === 'not_open') return reply.redirect(practiceHref(request), 303);
    if (action === 'righe') return reply.redirect(`${hrefOf(request)}#${input.rows?.block ?? ''}`, 303);
    if (action !== 'avanti') return reply.redirect(practiceHref(request), 303);
    if (!saved.ok && saved.error.code === 'invalid') {
      const { errors } = saved.error;
      return showForm(request, reply, { typed: fields, errors, status: statusOf(errors) });
    }
    const opened = await open(request, reply);
    if (opened === null) return reply;
    return show(request, reply, {
      template: 'integrazione/conferma',
      view: confermaView(`/${enteOf(request).slug}`, opened),
      title: texts.conferma,
      ...around(request, opened),
    });
  };

  const config = { multipart: true, csrf: 'page' } as const;
  scope.post<Path>('/pratiche/:pratica/integrazione', { config }, async (request, reply) => {
    let asked: ReturnType<typeof view> | null = null;
    const sent = await readStep(request, INTEGRATION_STEP, {
      csrf,
      receiveUpload: portal.receiveUpload,
      tenantId: enteOf(request).id,
      writer: citizenOf(request).id,
      fileField: async (fieldId) => {
        asked ??= view(request);
        const opened = await asked;
        if (!opened.ok) return null;
        const bounds = opened.value.service.steps.flatMap(({ fields }) => fields);
        const field = bounds.find((bound) => bound.field.id === fieldId)?.field;
        return field?.kind === 'file' || field?.kind === 'files'
          ? { accept: field.accept, citizenId: citizenOf(request).id }
          : null;
      },
    });
    if (sent.csrfValid) return save(request, reply, sent);
    const flash = notice('error', { text: texts.scadutaPagina });
    return showForm(request, reply, { typed: sent.fields, status: 403, flash });
  });

  scope.post<Path>('/pratiche/:pratica/integrazione/invia', async (request, reply) => {
    const shown = formFields(request)[SHOWN_DATA] ?? '';
    const answered = await portal.answerIntegration(enteOf(request).id, citizenOf(request).id, idOf(request), shown);
    // Pressed twice, or cancelled by the office meanwhile: the practice says how it is.
    if (answered.ok || answered.error.code === 'not_open') return reply.redirect(practiceHref(request), 303);
    if (answered.error.code === 'not_found') throw new Problem('not_found');
    if (answered.error.code === 'incomplete') return reply.redirect(`${hrefOf(request)}?controlla=si`, 303);
    return showForm(request, reply, { status: 409, flash: notice('error', { text: texts.cambiati }) });
  });

  // Where a browser lands that reloads the page of a refusal, or signs in again.
  scope.get<Path>('/pratiche/:pratica/integrazione/invia', async (request, reply) => {
    const opened = await open(request, reply);
    return opened === null ? reply : reply.redirect(hrefOf(request), 303);
  });
};
