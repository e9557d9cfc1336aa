import { deliveryIdSchema, lateBefore, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allValues } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriConsegneView } from './view-model.ts';

const PAGE_SIZE = 20;

/** A number that the address says; what it says of more than a page has was not written here. */
const countIn = (request: FastifyRequest, name: string): number | null => {
  const said = /^\d{1,2}$/u.exec(queryText(request, name));
  return said === null || Number(said[0]) > PAGE_SIZE ? null : Number(said[0]);
};

/** How many were tried again, and how many wait for a person, when the address says so. */
const doneOf = (request: FastifyRequest) => {
  const [retried, held] = [countIn(request, 'riprovate'), countIn(request, 'ferme') ?? 0];
  if (retried === null) return null;
  const text = held === 0 ? texts.riprovate(retried) : `${texts.riprovate(retried)} ${texts.ferme(held)}`;
  return notice(retried === 0 ? 'info' : 'success', { text });
};

/** What did not reach the outside and waits for a person (ente.md, deliveries), or has waited long for its number, of the operator's services. */
export const operatoriConsegnePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/consegne', async (request, reply) => {
    const ente = enteOf(request);
    const office = `/${ente.slug}/operatori`;
    const after = queryText(request, 'dopo');
    const { id } = operatorOf(request);
    const { page, late } = await portal.unitOfWork.read(ente.id, async ({ reads }) => ({
      page: await reads.blockedDeliveries(id, { after: after === '' ? null : after, limit: PAGE_SIZE }),
      late: await reads.lateNumbers(id, lateBefore(portal.clock.now()), PAGE_SIZE),
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
    let [retried, held] = [0, 0];
    for (const key of allValues(request, 'consegna').slice(0, PAGE_SIZE)) {
      const [practice = '', delivery = ''] = key.split('/', 2);
      const ids = [paramAs(practiceIdSchema, practice), paramAs(deliveryIdSchema, delivery)] as const;
      const result = await portal.retryDelivery(ente.id, actorOf(request), ...ids);
      if (!result.ok) continue;
      if (result.value.retried) retried += 1;
      if (result.value.held) held += 1;
    }
    return reply.redirect(`/${ente.slug}/operatori/consegne?riprovate=${retried}&ferme=${held}`, 303);
  });
};
