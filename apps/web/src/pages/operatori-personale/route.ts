import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriPersonaleView } from './view-model.ts';

const PAGE_SIZE = 20;
const MOST_FOUND = 50;
const MAX_SEARCH = 100;

/** The operators of the ente, for the administrators. A name that is searched travels in the body: none is in an address. */
export const operatoriPersonalePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/personale';
  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    search: string | null,
    after: string,
    typed: string | null = null,
  ) => {
    const ente = enteOf(request);
    const asked = { after: after === '' ? null : after, limit: search === null ? PAGE_SIZE : MOST_FOUND };
    const found = await portal.unitOfWork.read(ente.id, async ({ accounts, services, invitations }) => ({
      page: await accounts.page(search ?? '', asked),
      services: await services.list(),
      undelivered: await invitations.undelivered(portal.clock.now()),
    }));
    return show(request, reply, {
      template: 'operatori-personale',
      view: operatoriPersonaleView(`/${ente.slug}${path}`, { ...found, isFirst: after === '', search, typed }),
      title: texts.titolo,
      ...(typed === null ? {} : { status: 403, flash: notice('error', { text: texts.scaduta }) }),
    });
  };

  scope.get(path, (request, reply) => page(request, reply, null, queryText(request, 'dopo')));
  scope.post(path, { config: { csrf: 'page' } }, (request, reply) => {
    const fields = formFields(request);
    const search = (fields.nome ?? '').trim().slice(0, MAX_SEARCH);
    if (!csrf.verify(request, fields[CSRF_FIELD])) return page(request, reply, null, '', search);
    return page(request, reply, search === '' ? null : search, '');
  });
};
