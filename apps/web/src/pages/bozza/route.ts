import { dayInItaly, draftsOf } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { bozzaView } from './view-model.ts';

/** A draft for the same service is there already: the citizen is offered to resume it (manual §6). */
export const bozzaPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get<{ Params: { servizio: string } }>('/servizi/:servizio/bozza', async (request, reply) => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    const found = await portal.unitOfWork.read(ente.id, async ({ services, practices }) => {
      const service = await services.bySlug(request.params.servizio);
      return service === null
        ? null
        : { service, draft: await practices.draftOf(citizenOf(request).id, service.id, null) };
    });
    if (found === null) throw new Problem('not_found');
    const { name, slug } = found.service.definition;
    const one = draftsOf(found.service) === 'one';
    if (!one || found.draft === null) return reply.redirect(`${base}/servizi/${slug}/compila`, 303);
    return show(request, reply, {
      template: 'bozza',
      view: bozzaView(base, found.service, found.draft, {
        draftDays: portal.draftDays,
        today: dayInItaly(portal.clock.now()),
      }),
      title: texts.titolo,
      path: [
        { label: texts.servizi, href: `${base}/servizi` },
        { label: name, href: `${base}/servizi/${slug}` },
      ],
      section: 'servizi',
      flash: queryText(request, 'nota') === 'salvata' ? notice('success', { text: texts.notaSalvata }) : null,
    });
  });
};
