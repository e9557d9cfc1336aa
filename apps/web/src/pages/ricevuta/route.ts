import { practiceIdSchema } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { ricevutaView } from './view-model.ts';

/** What the citizen gets at once for having sent a practice (law 241/1990 art. 18-bis); the protocol number is added to it. */
export const ricevutaPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get<{ Params: { pratica: string } }>('/pratiche/:pratica/ricevuta', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const receipt = await portal.viewReceipt(ente.id, citizenOf(request).id, id);
    if (!receipt.ok && receipt.error.code === 'not_sent') {
      return reply.redirect(`/${ente.slug}/pratiche/${id}/compila`, 303);
    }
    if (!receipt.ok) throw new Problem('not_found');
    const base = `/${ente.slug}`;
    const { practice } = receipt.value;
    return show(request, reply, {
      template: 'ricevuta',
      view: ricevutaView(base, receipt.value),
      title: `${texts.titolo} ${practice.code}`,
      crumb: texts.titolo,
      path: [
        { label: texts.pratiche, href: `${base}/pratiche` },
        { label: practice.code, href: `${base}/pratiche/${id}` },
      ],
      section: 'pratiche',
      flash: queryText(request, 'valutazione') === 'grazie' ? notice('success', { text: texts.grazie }) : null,
    });
  });
};
