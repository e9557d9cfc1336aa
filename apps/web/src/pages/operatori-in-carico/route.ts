import { CHARGE_LISTS, dayInItaly } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AccountPath, accountOfPath } from '../../http/account-of-path.ts';
import { queryText } from '../../http/params.ts';
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

  scope.get<AccountPath>('/operatori/in-carico/:operatore', async (request, reply) => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    const operator = await accountOfPath(portal, request);
    const { id, name } = operator;
    const list = CHARGE_LISTS.find((one) => one === queryText(request, 'elenco')) ?? 'tutte';
    const after = queryText(request, 'dopo');
    const read = await portal.unitOfWork.read(ente.id, async ({ accounts, reads }) => ({
      charge: await accounts.chargeOf(id),
      page: await reads.chargePage(id, list, { after: after === '' ? null : after, limit: PAGE_SIZE }),
    }));
    const href = `${base}/operatori/in-carico/${id}`;
    const shown = { ...read, operator, list, isFirst: after === '' };
    return show(request, reply, {
      template: 'operatori-in-carico',
      view: chargeView(base, href, shown, dayInItaly(portal.clock.now())),
      title: texts.di(name),
      crumb: name,
      path: [{ label: texts.titolo, href: `${base}/operatori/in-carico` }],
      flash: doneOf(request),
    });
  });
};
