import { deliveryIdSchema, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { allValues } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriConsegneView } from './view-model.ts';

const PAGE_SIZE = 20;

/** What did not reach the outside and waits for a person (ente.md, deliveries), of the operator's services. */
export const operatoriConsegnePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/consegne', async (request, reply) => {
    const ente = enteOf(request);
    const office = `/${ente.slug}/operatori`;
    const after = queryText(request, 'dopo');
    const page = await portal.unitOfWork.read(ente.id, ({ reads }) =>
      reads.blockedDeliveries(operatorOf(request).id, { after: after === '' ? null : after, limit: PAGE_SIZE }),
    );
    return show(request, reply, {
      template: 'operatori-consegne',
      view: operatoriConsegneView(office, page, after === ''),
      title: texts.titolo,
      flash: queryText(request, 'fatto') === 'riprova' ? notice('success', { text: texts.fatto }) : null,
    });
  });

  // Each is a transaction of its own, and one that is no longer blocked is left to take its course.
  scope.post('/operatori/consegne/riprova', async (request, reply) => {
    const ente = enteOf(request);
    for (const key of allValues(request, 'consegna').slice(0, PAGE_SIZE)) {
      const [practice = '', delivery = ''] = key.split('/', 2);
      const ids = [paramAs(practiceIdSchema, practice), paramAs(deliveryIdSchema, delivery)] as const;
      await portal.retryDelivery(ente.id, actorOf(request), ...ids);
    }
    return reply.redirect(`/${ente.slug}/operatori/consegne?fatto=riprova`, 303);
  });
};
