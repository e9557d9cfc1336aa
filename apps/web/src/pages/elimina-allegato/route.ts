import { attachmentIdSchema } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { eliminaAllegatoView } from './view-model.ts';

interface Path {
  Params: { allegato: string };
}

/** Deletes a file of "I miei allegati" that no sent practice uses, after a confirmation that names the drafts that do. */
export const eliminaAllegatoPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get<Path>('/allegati/:allegato/elimina', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(attachmentIdSchema, request.params.allegato);
    const use = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.attachmentUse(citizenOf(request).id, id));
    if (use === null) throw new Problem('not_found');
    if (use.practices.length > 0) throw new Problem('attachment_sent');
    return show(request, reply, {
      template: 'elimina-allegato',
      view: eliminaAllegatoView(`/${ente.slug}`, use),
      title: texts.titolo,
      path: [{ label: texts.allegati, href: `/${ente.slug}/allegati` }],
      section: 'allegati',
    });
  });

  scope.post<Path>('/allegati/:allegato/elimina', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(attachmentIdSchema, request.params.allegato);
    const deleted = await portal.deleteAttachment(ente.id, citizenOf(request).id, id);
    if (!deleted.ok) throw new Problem(deleted.error.code);
    return reply.redirect(`/${ente.slug}/allegati?file=eliminato`, 303);
  });
};
