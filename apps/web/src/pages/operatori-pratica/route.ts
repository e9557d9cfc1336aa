import {
  attachmentIdSchema,
  DOCUMENT_KINDS,
  type DocumentKind,
  dayInItaly,
  deliveryIdSchema,
  INTEGRATION_PAPERS,
  type IntegrationPaper,
  integrationIdSchema,
  mediaType,
  practiceIdSchema,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { documentMediaType } from '../../http/document-media-type.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { comments } from './comments.ts';
import type { TypedComment } from './comments-view.ts';
import { texts } from './texts.it.ts';
import { operatoriPraticaView } from './view-model.ts';

const documentSchema = z.enum(DOCUMENT_KINDS);
const paperSchema = z.enum(INTEGRATION_PAPERS);

/** The detail of a practice as the office sees it, and its downloads (ente.md). */
export const operatoriPraticaPage = (scope: FastifyInstance, context: WebContext): void => {
  const { portal, show } = context;
  const page = async (request: FastifyRequest<OfficePath>, reply: FastifyReply, typed: TypedComment | null) => {
    const base = `/${enteOf(request).slug}`;
    const viewed = await officePracticeOf(portal, request);
    const expired = typed?.refusal === 'csrf';
    return show(request, reply, {
      template: 'operatori-pratica',
      view: operatoriPraticaView(base, operatorOf(request), viewed, dayInItaly(portal.clock.now()), typed),
      title: `${viewed.definition.name}, ${viewed.practice.code}`,
      crumb: viewed.practice.code,
      ...(typed === null ? {} : { status: expired ? 403 : 422, hasErrors: true }),
      flash: expired ? notice('error', { text: texts.rifiutiCommento.csrf }) : null,
    });
  };

  scope.get<OfficePath>('/operatori/pratiche/:pratica', (request, reply) => page(request, reply, null));
  comments(scope, context, page);

  scope.post<{ Params: { pratica: string; consegna: string } }>(
    '/operatori/pratiche/:pratica/consegne/:consegna/riprova',
    async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const deliveryId = paramAs(deliveryIdSchema, request.params.consegna);
      const retried = await portal.retryDelivery(ente.id, actorOf(request), id, deliveryId);
      if (!retried.ok) throw new Problem('not_found');
      // There stands what a person has to say before.
      const place = retried.value.held ? '/registrazione' : '#consegne';
      return reply.redirect(`/${ente.slug}/operatori/pratiche/${id}${place}`, 303);
    },
  );

  scope.get<{ Params: { pratica: string; documento: string } }>(
    '/operatori/pratiche/:pratica/documenti/:documento',
    async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const kind: DocumentKind = paramAs(documentSchema, request.params.documento);
      const found = await portal.findOfficeDocument(ente.id, operatorOf(request), id, kind);
      if (!found.ok) throw new Problem('not_found');
      return sendFile(reply, portal.storage, ente.id, {
        ...found.value,
        mediaType: documentMediaType(kind, found.value),
      });
    },
  );

  scope.get<{ Params: { pratica: string; allegato: string } }>(
    '/operatori/pratiche/:pratica/allegati/:allegato',
    async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const attachmentId = paramAs(attachmentIdSchema, request.params.allegato);
      const found = await portal.findOfficeAttachment(ente.id, operatorOf(request), id, attachmentId);
      if (!found.ok) throw new Problem('not_found');
      return sendFile(reply, portal.storage, ente.id, { ...found.value, mediaType: mediaType(found.value.type) });
    },
  );

  scope.get<{ Params: { pratica: string; integrazione: string; carta: string } }>(
    '/operatori/pratiche/:pratica/integrazioni/:integrazione/:carta',
    async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const integrationId = paramAs(integrationIdSchema, request.params.integrazione);
      const paper: IntegrationPaper = paramAs(paperSchema, request.params.carta);
      const found = await portal.findOfficePaper(ente.id, operatorOf(request), id, integrationId, paper);
      if (!found.ok) throw new Problem('not_found');
      return sendFile(reply, portal.storage, ente.id, { ...found.value, mediaType: mediaType('pdf') });
    },
  );
};
