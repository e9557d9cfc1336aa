import { dayInItaly } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { serviceJsonLd, servizioView } from './view-model.ts';

/** The sheet of a service (manual §2): what to expect, readable by everybody. */
export const servizioPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get<{ Params: { servizio: string } }>('/servizi/:servizio', async (request, reply) => {
    const ente = enteOf(request);
    const found = await portal.unitOfWork.read(ente.id, async ({ services: offered, payments }) => {
      const services = await offered.list();
      const service = services.find(({ definition }) => definition.slug === request.params.servizio);
      if (service === undefined) return null;
      const mayCost = service.definition.steps.some(({ kind }) => kind === 'payment');
      return { services, service, choice: mayCost ? await payments.choiceFor(service.id) : null };
    });
    if (found === null) throw new Problem('not_found');
    const { services, service, choice } = found;
    return show(request, reply, {
      template: 'servizio',
      view: servizioView(`/${ente.slug}`, service, services, choice, dayInItaly(portal.clock.now())),
      title: service.definition.name,
      description: service.definition.description,
      path: [{ label: texts.servizi, href: `/${ente.slug}/servizi` }],
      section: 'servizi',
      jsonLd: serviceJsonLd(ente, service),
    });
  });
};
