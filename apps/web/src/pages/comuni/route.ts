import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { comuniView } from './view-model.ts';

/** "Seleziona una Stanza del Cittadino" (manual §1). Public. */
export const comuniPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/', async (request, reply) => {
    const search = queryText(request, 'cerca').trim();
    const enti = await portal.tenants.search(search);
    return show(request, reply, {
      template: 'comuni',
      view: comuniView(enti, search),
      title: texts.titolo,
      description: texts.descrizione,
    });
  });
};
