import { attachmentIdSchema, mediaType } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { allegatiView } from './view-model.ts';

const PAGE_SIZE = 20;

/** "I miei allegati" (manual §8): every file uploaded, its download, and the practices that use it. */
export const allegatiPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/allegati', async (request, reply) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const page = await portal.unitOfWork.read(ente.id, ({ reads }) =>
      reads.attachmentPage(citizenOf(request).id, { after: after === '' ? null : after, limit: PAGE_SIZE }),
    );
    // What came after was deleted meanwhile.
    if (page.rows.length === 0 && after !== '') return reply.redirect(`/${ente.slug}/allegati`, 303);
    const deleted = queryText(request, 'file') === 'eliminato';
    return show(request, reply, {
      template: 'allegati',
      view: allegatiView(`/${ente.slug}`, page),
      title: texts.titolo,
      section: 'allegati',
      flash: deleted ? notice('success', { text: texts.eliminato }) : null,
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
