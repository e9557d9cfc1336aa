import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { pagamentiView } from './view-model.ts';

const PAGE_SIZE = 20;

/** "I miei pagamenti": what the citizen was asked for and has paid at this ente. */
export const pagamentiPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/pagamenti', async (request, reply) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const page = await portal.listPayments(ente.id, citizenOf(request).id, {
      after: after === '' ? null : after,
      limit: PAGE_SIZE,
    });
    return show(request, reply, {
      template: 'pagamenti',
      view: pagamentiView(`/${ente.slug}`, page),
      title: texts.titolo,
      section: 'pratiche',
      path: [{ label: texts.pratiche, href: `/${ente.slug}/pratiche` }],
    });
  });
};
