import { attachmentIdSchema, keepsDraft, mediaType, type PracticeId, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { officePracticeOf } from '../../http/office-practice.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import { undeletable } from '../../http/undeletable.ts';
import type { WebContext } from '../../http/web-context.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { inputFrom } from './citizen-fields.ts';
import { applicantView, type TypedAgain } from './citizen-view.ts';
import { counterHome, counterPath } from './paths.ts';
import { texts } from './texts.it.ts';
import { deleteView, sentView } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

const idIn = (request: FastifyRequest<Path>): PracticeId => paramAs(practiceIdSchema, request.params.pratica);

/** The pages around a draft that the operator has opened; its steps are in `compilazione`. */
export const counterDraftPages = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const draftOf = async (request: FastifyRequest<Path>) => {
    const draft = await portal.viewDraft(enteOf(request).id, actorOf(request), idIn(request));
    if (draft.ok) return draft.value;
    throw new Problem(undeletable(draft.error));
  };

  const showApplicant = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    again: TypedAgain | null,
    { status, flash }: { readonly status: number; readonly flash: NoticeView | null },
  ) => {
    const id = idIn(request);
    const found = await portal.viewCounterCitizen(enteOf(request).id, actorOf(request), id);
    if (!found.ok) throw new Problem(undeletable(found.error));
    return show(request, reply, {
      template: 'operatori-per-conto/dati',
      view: applicantView(`/${enteOf(request).slug}`, `${counterHome(request)}/${id}`, found.value, again),
      title: texts.cittadino,
      path: counterPath(request),
      status,
      flash,
    });
  };

  scope.get<Path>('/operatori/per-conto/:pratica/cittadino', (request, reply) => {
    const missing = queryText(request, 'manca') === 'si' ? notice('warning', { text: texts.manca }) : null;
    return showApplicant(request, reply, null, { status: 200, flash: missing });
  });

  scope.post<Path>('/operatori/per-conto/:pratica/cittadino', { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const again = { typed: fields, errors: [] };
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      const expired = notice('error', { text: texts.scaduta });
      return showApplicant(request, reply, again, { status: 403, flash: expired });
    }
    const [tenantId, id] = [enteOf(request).id, idIn(request)];
    const saved = await portal.correctCitizen(tenantId, actorOf(request), id, inputFrom(fields));
    if (saved.ok) return reply.redirect(`${counterHome(request)}/${id}/compila`, 303);
    const { error } = saved;
    if (error.code === 'invalid_citizen') {
      return showApplicant(request, reply, { ...again, errors: error.errors }, { status: 422, flash: null });
    }
    if (error.code !== 'known_meanwhile') throw new Problem(undeletable(error));
    const flash = notice('warning', { text: texts.scrittiIntanto });
    return showApplicant(request, reply, again, { status: 409, flash });
  });

  scope.get<Path>('/operatori/per-conto/:pratica/elimina', async (request, reply) => {
    const draft = await draftOf(request);
    if (draft.payments.some(keepsDraft)) throw new Problem('draft_paid');
    return show(request, reply, {
      template: 'operatori-per-conto/elimina',
      view: deleteView(counterHome(request), draft),
      title: texts.elimina,
      path: counterPath(request),
    });
  });

  scope.post<Path>('/operatori/per-conto/:pratica/elimina', async (request, reply) => {
    const deleted = await portal.deleteDraft(enteOf(request).id, actorOf(request), idIn(request));
    if (deleted.ok) return reply.redirect(`${counterHome(request)}?bozza=eliminata`, 303);
    throw new Problem(undeletable(deleted.error));
  });

  /** The files of a draft, or of the answer to a request of integration, that an operator fills in. */
  const unsentFiles = async (request: FastifyRequest<Path>) => {
    const [tenantId, actor, id] = [enteOf(request).id, actorOf(request), idIn(request)];
    const draft = await portal.viewDraft(tenantId, actor, id);
    const unsent = draft.ok ? draft : await portal.viewIntegration(tenantId, actor, id);
    if (!unsent.ok) throw new Problem('not_found');
    return unsent.value.files;
  };

  scope.get<{ Params: { pratica: string; allegato: string } }>(
    '/operatori/per-conto/:pratica/allegati/:allegato',
    async (request, reply) => {
      const files = await unsentFiles(request);
      const wanted = paramAs(attachmentIdSchema, request.params.allegato);
      const file = files.find(({ id }) => id === wanted);
      if (file === undefined) throw new Problem('not_found');
      return sendFile(reply, portal.storage, enteOf(request).id, { ...file, mediaType: mediaType(file.type) });
    },
  );

  scope.get<Path>('/operatori/per-conto/:pratica/inviata', async (request, reply) => {
    const viewed = await officePracticeOf(portal, request);
    if (viewed.practice.openedBy !== operatorOf(request).id) throw new Problem('not_found');
    return show(request, reply, {
      template: 'operatori-per-conto/inviata',
      view: sentView(`/${enteOf(request).slug}/operatori`, viewed),
      title: texts.inviata,
      path: counterPath(request),
    });
  });
};
