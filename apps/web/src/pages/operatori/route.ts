import { MAX_BULK, MAX_SEARCH, type Payment, type PracticeId } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import { sealText, unsealText } from '../../http/sealed-text.ts';
import type { PageSpec } from '../../http/show-page.ts';
import type { WebContext } from '../../http/web-context.ts';
import { AFTER, hrefOf, type Name, queryOf, readAsked } from '../../office/asked.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriView } from './view-model.ts';

/** Whoever ticks a whole page can go on with it. */
const PAGE_SIZE = MAX_BULK;

const NONE_PAID: ReadonlyMap<PracticeId, readonly Payment[]> = new Map();

/** What is shown besides the list that the address asks for. */
interface Shown extends Pick<PageSpec, 'status' | 'flash'> {
  readonly search: string;
  /** A search that was typed and not made; null when there is none. */
  readonly typed: string | null;
}

/** "Pannello di controllo" (ente.md): the practices of the operator's services, in four lists with their counts. */
export const operatoriPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    value: (name: Name | typeof AFTER) => string,
    { search, typed, ...shown }: Shown,
  ) => {
    const ente = enteOf(request);
    const operator = operatorOf(request);
    const view = await portal.unitOfWork.read(ente.id, async ({ reads, payments }) => {
      const desk = await reads.operatorDesk(operator.id);
      const asked = readAsked(value, desk, search);
      const after = value(AFTER) === '' ? null : value(AFTER);
      const found = await reads.operatorPage(operator.id, queryOf(asked), { after, limit: PAGE_SIZE });
      const paid = desk.hasPayments ? await payments.ofPractices(found.rows.map(({ id }) => id)) : NONE_PAID;
      const facts = { asked, desk, page: found, paid, after, blocked: request.blocked, typed };
      return operatoriView(`/${ente.slug}/operatori`, facts);
    });
    return show(request, reply, { template: 'operatori', view, title: texts.titolo, ...shown });
  };

  scope.get('/operatori', (request, reply) => {
    const value = (name: Name | typeof AFTER) => queryText(request, name);
    const search = value('ricerca') === '' ? '' : unsealText(request, value('ricerca'));
    const flash = search === null ? notice('warning', { text: texts.ricercaScaduta }) : null;
    return page(request, reply, value, { search: search ?? '', typed: null, status: 200, flash });
  });

  /** A search changes nothing: it is sent so that a name or a codice fiscale is never in an address as it was typed. */
  scope.post('/operatori', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const typed = (fields.cerca ?? '').trim().slice(0, MAX_SEARCH);
    const value = (name: Name | typeof AFTER) => fields[name] ?? '';
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      const flash = notice('error', { text: texts.scaduta });
      return page(request, reply, value, { search: '', typed, status: 403, flash });
    }
    const desk = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.operatorDesk(operatorOf(request).id));
    const asked = readAsked(value, desk, typed);
    const sealed = typed === '' ? '' : sealText(request, typed);
    return reply.redirect(hrefOf(`/${ente.slug}/operatori`, { ...asked, sealed }), 303);
  });
};
