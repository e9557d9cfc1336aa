import { AUDIT_ACTIONS, operatorIdSchema } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { operatoriRegistroView, operatorsIn } from './view-model.ts';

const PAGE_SIZE = 20;
/** Whoever is further down is chosen from their own page. */
const MOST_CHOICES = 200;

/** The register of the office's acts, for the administrators. */
export const operatoriRegistroPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/registro', async (request, reply) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const filter = {
      operatorId: operatorIdSchema.safeParse(queryText(request, 'operatore')).data,
      action: AUDIT_ACTIONS.find((action) => action === queryText(request, 'azione')),
    };
    const shown = await portal.unitOfWork.read(ente.id, async ({ audit, accounts, operators }) => {
      const page = await audit.page({ after: after === '' ? null : after, limit: PAGE_SIZE }, filter);
      const staff = await accounts.page('', { after: null, limit: MOST_CHOICES });
      const named = new Set([...page.rows.flatMap(operatorsIn), ...(filter.operatorId ? [filter.operatorId] : [])]);
      return { page, staff: staff.rows, names: await operators.namesOf([...named]) };
    });
    return show(request, reply, {
      template: 'operatori-registro',
      view: operatoriRegistroView(`/${ente.slug}/operatori/registro`, { ...shown, filter, isFirst: after === '' }),
      title: texts.titolo,
    });
  });
};
