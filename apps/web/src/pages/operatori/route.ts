import { MAX_SEARCH } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import { sealText, unsealText } from '../../http/sealed-text.ts';
import type { WebContext } from '../../http/web-context.ts';
import { hrefOf, type Name, queryOf, readAsked } from '../../office/asked.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriView } from './view-model.ts';

const PAGE_SIZE = 20;
/** So many are counted; beyond them it is enough to know that there are more. */
const MOST_BLOCKED = 100;

/** "Pannello di controllo" (ente.md): the practices of the operator's services, in four lists with their counts. */
export const operatoriPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori', async (request, reply) => {
    const ente = enteOf(request);
    const operator = operatorOf(request);
    const value = (name: Name | 'dopo') => queryText(request, name);
    const search = value('ricerca') === '' ? '' : unsealText(request, value('ricerca'));
    const view = await portal.unitOfWork.read(ente.id, async ({ reads }) => {
      const desk = await reads.operatorDesk(operator.id);
      const asked = readAsked(value, desk, search ?? '');
      const after = value('dopo') === '' ? null : value('dopo');
      const page = await reads.operatorPage(operator.id, queryOf(asked), { after, limit: PAGE_SIZE });
      const blocked = await reads.blockedCount(operator.id, MOST_BLOCKED);
      return operatoriView(`/${ente.slug}/operatori`, { asked, desk, page, isFirst: after === null, blocked });
    });
    const flash = search === null ? notice('warning', { text: texts.ricercaScaduta }) : null;
    return show(request, reply, { template: 'operatori', view, title: texts.titolo, flash });
  });

  /** A search changes nothing: it is sent so that a name or a codice fiscale is never in an address as it was typed. */
  scope.post('/operatori', async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const typed = (fields.cerca ?? '').trim().slice(0, MAX_SEARCH);
    const desk = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.operatorDesk(operatorOf(request).id));
    const asked = readAsked((name) => fields[name] ?? '', desk, typed);
    const sealed = typed === '' ? '' : sealText(request, typed);
    return reply.redirect(hrefOf(`/${ente.slug}/operatori`, { ...asked, sealed }), 303);
  });
};
