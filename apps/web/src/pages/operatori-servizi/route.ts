import { dayInItaly } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriServiziView } from './view-model.ts';

/** The services of the ente, for its administrators: those that are suspended too. */
export const operatoriServiziPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/servizi', async (request, reply) => {
    const ente = enteOf(request);
    const office = `/${ente.slug}/operatori`;
    const services = await portal.unitOfWork.read(ente.id, (stores) => stores.services.list());
    return show(request, reply, {
      template: 'operatori-servizi',
      view: operatoriServiziView(office, services, dayInItaly(portal.clock.now())),
      title: texts.titolo,
      flash: queryText(request, 'fatto') === 'salvato' ? notice('success', { text: texts.salvato }) : null,
    });
  });
};
