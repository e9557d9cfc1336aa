import { MAX_BULK, mayDecideTogether, type OfficeQuery, type OperatorList } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { type Choice, type Refusal, readChoice } from './read-choice.ts';
import { texts } from './texts.it.ts';
import { confermaView, insiemeView, risultatoView } from './view-model.ts';

const STATUS: Readonly<Record<Refusal, number>> = {
  csrf: 403,
  none_chosen: 422,
  too_many: 422,
  action_required: 422,
  reason_required: 422,
  reason_too_long: 422,
};

/** What has waited longest comes first. */
const oldest = (list: OperatorList): OfficeQuery => ({
  list,
  serviceId: null,
  state: null,
  search: null,
  order: 'data-asc',
  sent: { from: null, to: null },
});

const baseOf = (request: FastifyRequest): string => `/${enteOf(request).slug}`;
const hrefOf = (request: FastifyRequest): string => `${baseOf(request)}/operatori/insieme`;

/**
 * Several practices at once (ente.md): a choice, made here or in a list, a question, and what has happened to each. The answer to
 * the question shows it right away: it is kept nowhere, and the same form sent again does nothing more.
 */
export const operatoriInsiemePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = (request: FastifyRequest, here: boolean) => [
    ...(here ? [] : [{ label: texts.titolo, href: hrefOf(request) }]),
  ];

  const choose = async (request: FastifyRequest, reply: FastifyReply, refusal: Refusal | null) => {
    const operator = operatorOf(request);
    const { unassigned, mine, services } = await portal.unitOfWork.read(enteOf(request).id, async (stores) => {
      const first = { after: null, limit: MAX_BULK };
      return {
        unassigned: (await stores.reads.operatorPage(operator.id, oldest('da_assegnare'), first)).rows,
        mine: (await stores.reads.operatorPage(operator.id, oldest('da_gestire'), first)).rows,
        services: await stores.services.list(),
      };
    });
    const together = new Set(
      services.filter(({ settings }) => mayDecideTogether(settings)).map(({ definition }) => definition.slug),
    );
    const decidable = mine.filter(({ state, serviceSlug }) => state === 'in_elaborazione' && together.has(serviceSlug));
    return show(request, reply, {
      template: 'operatori-insieme',
      view: insiemeView(
        hrefOf(request),
        unassigned.filter(({ protocol }) => protocol !== null),
        decidable,
      ),
      title: texts.titolo,
      path: path(request, true),
      status: refusal === null ? 200 : STATUS[refusal],
      flash: refusal === null ? null : notice('error', { text: texts.rifiuti[refusal] }),
    });
  };

  const ask = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { action, items }: Choice,
    state: { readonly reason: string; readonly refusal: Refusal | null },
  ) => {
    const rows = await portal.planBulk(enteOf(request).id, operatorOf(request), action, items);
    const { refusal } = state;
    return show(request, reply, {
      template: 'operatori-insieme/conferma',
      view: confermaView(hrefOf(request), action, rows, state),
      title: texts.titolo,
      crumb: texts.saranno,
      path: path(request, false),
      status: refusal === null ? 200 : STATUS[refusal],
      hasErrors: refusal !== null,
      flash: refusal === 'csrf' ? notice('error', { text: texts.rifiuti.csrf }) : null,
    });
  };

  scope.get('/operatori/insieme', (request, reply) => choose(request, reply, null));

  scope.post('/operatori/insieme', (request, reply) => {
    const choice = readChoice(request);
    return typeof choice === 'string'
      ? choose(request, reply, choice)
      : ask(request, reply, choice, { reason: '', refusal: null });
  });

  scope.post('/operatori/insieme/conferma', { config: { csrf: 'page' } }, async (request, reply) => {
    const choice = readChoice(request);
    const fields = formFields(request);
    const reason = fields.motivazione ?? '';
    if (typeof choice === 'string') return choose(request, reply, choice);
    if (!csrf.verify(request, fields[CSRF_FIELD])) return ask(request, reply, choice, { reason, refusal: 'csrf' });
    const { action, items } = choice;
    const results = await portal.runBulk(enteOf(request).id, actorOf(request), action, items, reason);
    if (!results.ok) return ask(request, reply, choice, { reason, refusal: results.error.code });
    return show(request, reply, {
      template: 'operatori-insieme/risultato',
      view: risultatoView(baseOf(request), action, results.value),
      title: texts.risultato,
      path: path(request, false),
    });
  });
};
