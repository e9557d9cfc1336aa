import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { operatoriValutazioniView } from './view-model.ts';

const PAGE_SIZE = 20;

/** How the services of the ente were rated, for its administrators: averages, stars, and what people wrote. */
export const operatoriValutazioniPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/valutazioni', async (request, reply) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const facts = await portal.unitOfWork.read(ente.id, async ({ reads }) => ({
      counts: await reads.feedbackCounts(),
      comments: await reads.feedbackTexts({ after: after === '' ? null : after, limit: PAGE_SIZE }),
      isFirst: after === '',
    }));
    return show(request, reply, {
      template: 'operatori-valutazioni',
      view: operatoriValutazioniView(`/${ente.slug}`, facts),
      title: texts.titolo,
    });
  });
};
