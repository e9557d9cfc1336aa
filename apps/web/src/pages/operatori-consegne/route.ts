import { deliveryIdSchema, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allValues } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriConsegneView } from './view-model.ts';

const PAGE_SIZE = 20;
/** An office registers within the day on which a paper comes in, or the next (DPR 445/2000 art. 53): then somebody should ask. */
const LATE_MS = 24 * 60 * 60 * 1000;

/** How many were tried again, when the address says so; what it says of more than a page has was not written here. */
const doneOf = (request: FastifyRequest) => {
  const retried = /^\d{1,2}$/u.exec(queryText(request, 'riprovate'));
  if (retried === null) return null;
  const count = Number(retried[0]);
  if (count > PAGE_SIZE) return null;
  return notice(count === 0 ? 'info' : 'success', { text: texts.riprovate(count) });
};

/** What did not reach the outside and waits for a person (ente.md, deliveries), or has waited long for its number, of the operator's services. */
export const operatoriConsegnePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/consegne', async (request, reply) => {
    const ente = enteOf(request);
    const office = `/${ente.slug}/operatori`;
    const after = queryText(request, 'dopo');
    const { id } = operatorOf(request);
    const since = new Date(portal.clock.now().getTime() - LATE_MS);
    const { page, late } = await portal.unitOfWork.read(ente.id, async ({ reads }) => ({
      page: await reads.blockedDeliveries(id, { after: after === '' ? null : after, limit: PAGE_SIZE }),
      late: await reads.lateNumbers(id, since, PAGE_SIZE),
    }));
    return show(request, reply, {
      template: 'operatori-consegne',
      view: operatoriConsegneView(office, page, after === '', late, PAGE_SIZE),
      title: texts.titolo,
      flash: doneOf(request),
    });
  });

  // Each is a transaction of its own, and one that is no longer blocked is left to take its course.
  scope.post('/operatori/consegne/riprova', async (request, reply) => {
    const ente = enteOf(request);
    let retried = 0;
    for (const key of allValues(request, 'consegna').slice(0, PAGE_SIZE)) {
      const [practice = '', delivery = ''] = key.split('/', 2);
      const ids = [paramAs(practiceIdSchema, practice), paramAs(deliveryIdSchema, delivery)] as const;
      const result = await portal.retryDelivery(ente.id, actorOf(request), ...ids);
      if (result.ok && result.value.retried) retried += 1;
    }
    return reply.redirect(`/${ente.slug}/operatori/consegne?riprovate=${retried}`, 303);
  });
};
