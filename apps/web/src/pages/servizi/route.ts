import { dayInItaly } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { serviziView } from './view-model.ts';

/** What is told to who comes back from the logout at a provider; not to somebody who has come in again. */
const flashOf = (request: FastifyRequest) =>
  queryText(request, 'fatto') === 'uscita' && request.citizen === null
    ? notice('success', { text: texts.uscito })
    : null;

/** "Consulta l'elenco dei servizi" (manual §2). Public. */
export const serviziPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/', async (request, reply) => reply.redirect(`/${enteOf(request).slug}/servizi`, 303));
  scope.get('/servizi', async (request, reply) => {
    const ente = enteOf(request);
    const filter = {
      search: queryText(request, 'cerca').trim(),
      area: queryText(request, 'area'),
      audience: queryText(request, 'per'),
    };
    const [services, matches] = await portal.unitOfWork.read(ente.id, async (stores) => [
      await stores.services.list(),
      filter.search === '' ? [] : await stores.services.search(filter.search),
    ]);
    return show(request, reply, {
      template: 'servizi',
      view: serviziView(`/${ente.slug}`, services, matches, filter, dayInItaly(portal.clock.now())),
      title: texts.titolo,
      description: texts.descrizione(ente.name),
      section: 'servizi',
      flash: flashOf(request),
    });
  });
};
