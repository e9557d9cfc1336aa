import { practiceIdSchema } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { formFields } from '../../http/form.ts';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, signedInOf } from '../../http/request-facts.ts';
import { undeletable } from '../../http/undeletable.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { eliminaBozzaView, GIVES_UP } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

/** "Elimina la bozza": a confirmation, which says what becomes of money that came in for it, then the draft is gone. A practice that was sent meanwhile is shown as it is. */
export const eliminaBozzaPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get<Path>('/pratiche/:pratica/elimina', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const draft = await portal.viewDraft(ente.id, signedInOf(request), id);
    if (!draft.ok && draft.error.code === 'already_sent') {
      return reply.redirect(`/${ente.slug}/pratiche/${id}`, 303);
    }
    if (!draft.ok) throw new Problem('not_found');
    if (draft.value.payments.some(({ state }) => state === 'in_corso')) throw new Problem('draft_paid');
    return show(request, reply, {
      template: 'elimina-bozza',
      view: eliminaBozzaView(`/${ente.slug}`, draft.value),
      title: texts.titolo,
      path: [{ label: texts.pratiche, href: `/${ente.slug}/pratiche` }],
      section: 'pratiche',
    });
  });

  scope.post<Path>('/pratiche/:pratica/elimina', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const givesUp = formFields(request)[GIVES_UP] === 'si';
    const deleted = await portal.deleteDraft(ente.id, signedInOf(request), id, givesUp);
    if (deleted.ok) return reply.redirect(`/${ente.slug}/pratiche?stato=bozza&bozza=eliminata`, 303);
    throw new Problem(undeletable(deleted.error));
  });
};
