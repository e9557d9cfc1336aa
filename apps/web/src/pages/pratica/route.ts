import {
  DOCUMENT_KINDS,
  type DocumentKind,
  dayInItaly,
  INTEGRATION_PAPERS,
  type IntegrationPaper,
  integrationIdSchema,
  mediaType,
  type PracticeView,
  practiceIdSchema,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { documentMediaType } from '../../http/document-media-type.ts';
import { formFields } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { praticaView } from './view-model.ts';

interface Params {
  Params: { pratica: string };
}

const documentSchema = z.enum(DOCUMENT_KINDS);
const paperSchema = z.enum(INTEGRATION_PAPERS);

/** The address says so, and it is true: of a practice of theirs that nobody has taken in charge yet. */
const isJustSent = (request: FastifyRequest, { practice, privateNote }: PracticeView): boolean =>
  queryText(request, 'inviata') === 'si' && privateNote !== null && practice.state === 'inviata';

/** Where sending leads (manual §6.3): the receipt is due at once (law 241/1990 art. 18-bis), so it is offered on top. */
const justSent = (request: FastifyRequest<Params>): NoticeView =>
  notice('success', {
    title: texts.inviata,
    text: texts.inviataTesto,
    link: {
      label: texts.apriRicevuta,
      href: `/${enteOf(request).slug}/pratiche/${paramAs(practiceIdSchema, request.params.pratica)}/ricevuta`,
    },
  });

/** "Visualizza il dettaglio della tua pratica" (manual §9). */
export const praticaPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = async (
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    typed: { readonly note: string; readonly error: string | null; readonly status: number } | null,
    flash: NoticeView | null,
  ) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const viewed = await portal.viewPractice(ente.id, citizenOf(request), id);
    if (!viewed.ok) throw new Problem('not_found');
    // A draft has its note in the steps of the compilation, and no page here that could show what was typed again.
    if (viewed.value.practice.state === 'bozza' && typed?.status === 403) throw new Problem('csrf');
    if (viewed.value.practice.state === 'bozza') return reply.redirect(`/${ente.slug}/pratiche/${id}/compila`, 303);
    return show(request, reply, {
      template: 'pratica',
      view: praticaView(`/${ente.slug}`, viewed.value, typed, dayInItaly(portal.clock.now())),
      title: viewed.value.definition.name,
      path: [{ label: texts.pratiche, href: `/${ente.slug}/pratiche` }],
      section: 'pratiche',
      status: typed?.status ?? 200,
      hasErrors: typed?.error != null,
      flash: typed === null && isJustSent(request, viewed.value) ? justSent(request) : flash,
    });
  };

  scope.get<Params>('/pratiche/:pratica', (request, reply) => {
    const noted = queryText(request, 'nota') === 'salvata';
    return page(request, reply, null, noted ? notice('success', { text: texts.notaSalvata }) : null);
  });

  scope.post<Params>('/pratiche/:pratica/nota', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const fields = formFields(request);
    const note = fields.nota_privata ?? '';
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      return page(request, reply, { note, error: null, status: 403 }, notice('error', { text: texts.scaduta }));
    }
    const saved = await portal.savePrivateNote(ente.id, citizenOf(request).id, id, note);
    if (saved.ok) return reply.redirect(`/${ente.slug}/pratiche/${id}?nota=salvata`, 303);
    if (saved.error.code === 'not_found') throw new Problem('not_found');
    return page(request, reply, { note, error: texts.notaLunga, status: 422 }, null);
  });

  scope.get<{ Params: { pratica: string; documento: string } }>(
    '/pratiche/:pratica/documenti/:documento',
    async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const kind: DocumentKind = paramAs(documentSchema, request.params.documento);
      const found = await portal.findCitizenDocument(ente.id, citizenOf(request), id, kind);
      if (!found.ok) throw new Problem('not_found');
      return sendFile(reply, portal.storage, ente.id, {
        ...found.value,
        mediaType: documentMediaType(kind, found.value),
      });
    },
  );

  scope.get<{ Params: { pratica: string; integrazione: string; carta: string } }>(
    '/pratiche/:pratica/integrazioni/:integrazione/:carta',
    async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const integrationId = paramAs(integrationIdSchema, request.params.integrazione);
      const paper: IntegrationPaper = paramAs(paperSchema, request.params.carta);
      const found = await portal.findCitizenPaper(ente.id, citizenOf(request), id, integrationId, paper);
      if (!found.ok) throw new Problem('not_found');
      return sendFile(reply, portal.storage, ente.id, { ...found.value, mediaType: mediaType('pdf') });
    },
  );
};
