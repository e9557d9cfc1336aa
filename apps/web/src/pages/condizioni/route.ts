import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { allValues, formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { condizioniView } from './view-model.ts';

/** "Accetta le condizioni di utilizzo" (manual §4): asked before anything else, again when a mandatory one changes. */
export const condizioniPage = (scope: FastifyInstance, { portal, show, routes }: WebContext): void => {
  const page = async (request: FastifyRequest, reply: FastifyReply, destination: string, again: boolean) => {
    const ente = enteOf(request);
    const facts = await portal.unitOfWork.read(ente.id, async ({ terms }) => ({
      documents: await terms.current(),
      acceptances: await terms.acceptances(citizenOf(request).id),
    }));
    return show(request, reply, {
      template: 'condizioni',
      view: condizioniView(`/${ente.slug}/condizioni`, destination, facts, again),
      title: texts.titolo,
      status: again ? 422 : 200,
      hasErrors: again,
    });
  };

  scope.get('/condizioni', (request, reply) =>
    page(request, reply, returnPage(routes, enteOf(request).slug, queryText(request, 'verso')) ?? '', false),
  );

  scope.post('/condizioni', async (request, reply) => {
    const ente = enteOf(request);
    const destination = returnPage(routes, ente.slug, formFields(request).verso);
    const ticked = allValues(request, 'condizione');
    const accepted = await portal.acceptTerms(ente.id, citizenOf(request).id, ticked);
    if (!accepted.ok) return page(request, reply, destination ?? '', true);
    return reply.redirect(destination ?? `/${ente.slug}/stanza`, 303);
  });
};
