import { attachmentIdSchema, mediaType } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { allegatiView } from './view-model.ts';

/** "I miei allegati" (manual §8): every file uploaded, its download, and the sent practices that use it. */
export const allegatiPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/allegati', async (request, reply) => {
    const ente = enteOf(request);
    const uses = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.attachmentsOf(citizenOf(request).id));
    return show(request, reply, {
      template: 'allegati',
      view: allegatiView(`/${ente.slug}`, uses),
      title: texts.titolo,
      section: 'allegati',
    });
  });

  scope.get<{ Params: { allegato: string } }>('/allegati/:allegato', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(attachmentIdSchema, request.params.allegato);
    const found = await portal.findAttachment(ente.id, citizenOf(request).id, id);
    if (!found.ok) throw new Problem(found.error.code);
    return sendFile(reply, portal.storage, ente.id, { ...found.value, mediaType: mediaType(found.value.type) });
  });
};
