import { OPERATOR_LISTS, type OperatorList } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { operatoriView } from './view-model.ts';

const PAGE_SIZE = 20;

/** Without a choice, the first of these that holds something: what there is to do. */
const WORK: readonly OperatorList[] = ['da_gestire', 'da_assegnare'];

/** "Pannello di controllo" (ente.md): the practices of the operator's services, in four lists with their counts. */
export const operatoriPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori', async (request, reply) => {
    const ente = enteOf(request);
    const operator = operatorOf(request);
    const asked = queryText(request, 'lista');
    const after = queryText(request, 'dopo');
    const view = await portal.unitOfWork.read(ente.id, async ({ reads }) => {
      const counts = await reads.operatorCounts(operator.id);
      const list =
        OPERATOR_LISTS.find((name) => name === asked) ?? WORK.find((name) => counts[name] > 0) ?? 'da_gestire';
      const page = await reads.operatorPage(operator.id, list, {
        after: after === '' ? null : after,
        limit: PAGE_SIZE,
      });
      return operatoriView(`/${ente.slug}`, { list, counts, page, isFirst: after === '' });
    });
    return show(request, reply, { template: 'operatori', view, title: texts.titolo });
  });
};
