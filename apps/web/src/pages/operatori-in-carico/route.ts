import { dayInItaly, operatorIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { chargesView, chargeView } from './view-model.ts';

const PAGE_SIZE = 20;

const doneOf = (request: FastifyRequest) =>
  queryText(request, 'fatto') === 'riassegnata' ? notice('success', { text: texts.riassegnata }) : null;

/** What each operator has in charge, for the administrators, who give it to another (ente.md, the absent colleague). */
export const operatoriInCaricoPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/in-carico', async (request, reply) => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    const charges = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.charges());
    return show(request, reply, {
      template: 'operatori-in-carico',
      view: chargesView(`${base}/operatori/in-carico`, charges),
      title: texts.titolo,
      flash: doneOf(request),
    });
  });

  scope.get<{ Params: { operatore: string } }>('/operatori/in-carico/:operatore', async (request, reply) => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    const id = paramAs(operatorIdSchema, request.params.operatore);
    const after = queryText(request, 'dopo');
    const { name, page } = await portal.unitOfWork.read(ente.id, async ({ operators, reads }) => ({
      name: (await operators.namesOf([id])).get(id),
      page: await reads.chargePage(id, { after: after === '' ? null : after, limit: PAGE_SIZE }),
    }));
    if (name === undefined) throw new Problem('not_found');
    const href = `${base}/operatori/in-carico/${id}`;
    const facts = { name, page, isFirst: after === '' };
    return show(request, reply, {
      template: 'operatori-in-carico',
      view: chargeView(base, href, facts, dayInItaly(portal.clock.now())),
      title: texts.di(name),
      crumb: name,
      path: [{ label: texts.titolo, href: `${base}/operatori/in-carico` }],
      flash: doneOf(request),
    });
  });
};
