import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { hrefOf } from '../../office/asked.ts';
import { listInForm } from '../../office/list-in-form.ts';
import { notice } from '../../ui/components.ts';
import { type Choice, type Refusal, readChoice } from './read-choice.ts';
import { texts } from './texts.it.ts';
import { type AskedAgain, type Back, domandaView, rifiutoView, risultatoView } from './view-model.ts';

const homeOf = (request: FastifyRequest): string => `/${enteOf(request).slug}/operatori`;

/**
 * Several practices at once (ente.md): they are chosen in a list, a question follows, and then what has happened to each. The
 * answer to the question shows it right away: it is kept nowhere, and the same form sent again does nothing more.
 */
export const operatoriInsiemePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const isCurrent = (request: FastifyRequest): boolean => csrf.verify(request, formFields(request)[CSRF_FIELD]);

  const backOf = async (request: FastifyRequest): Promise<Back> => {
    const operator = operatorOf(request);
    const desk = await portal.unitOfWork.read(enteOf(request).id, ({ reads }) => reads.operatorDesk(operator.id));
    const list = listInForm(request, desk);
    return { list, href: hrefOf(homeOf(request), list.asked, list.after) };
  };

  const refuse = async (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    show(request, reply, {
      template: 'operatori-insieme',
      view: rifiutoView(await backOf(request)),
      title: texts.titolo,
      status: 422,
      flash: notice('error', { text: texts.rifiuti[refusal] }),
    });

  const ask = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { action, items }: Choice,
    { reason, refusal }: { readonly reason: string; readonly refusal: AskedAgain | null },
  ) => {
    const rows = await portal.planBulk(enteOf(request).id, operatorOf(request), action, items);
    const question = { action, reason, refusal };
    return show(request, reply, {
      template: 'operatori-insieme',
      view: domandaView(homeOf(request), await backOf(request), question, rows),
      title: texts.titolo,
      status: refusal === null ? 200 : refusal === 'csrf' ? 403 : 422,
      flash: refusal === 'csrf' ? notice('error', { text: texts.rifiuti.csrf }) : null,
    });
  };

  scope.post('/operatori/insieme', { config: { csrf: 'page' } }, (request, reply) => {
    const choice = readChoice(request);
    if (typeof choice === 'string') return refuse(request, reply, choice);
    // It only asks: on a page that had expired it asks too, and gives the form a token that is good.
    return ask(request, reply, choice, { reason: '', refusal: isCurrent(request) ? null : 'csrf' });
  });

  scope.post('/operatori/insieme/conferma', { config: { csrf: 'page' } }, async (request, reply) => {
    const choice = readChoice(request);
    const reason = formFields(request).motivazione ?? '';
    if (typeof choice === 'string') return refuse(request, reply, choice);
    if (!isCurrent(request)) return ask(request, reply, choice, { reason, refusal: 'csrf' });
    const { action, items } = choice;
    const results = await portal.runBulk(enteOf(request).id, actorOf(request), action, items, reason);
    if (!results.ok) return ask(request, reply, choice, { reason, refusal: results.error.code });
    return show(request, reply, {
      template: 'operatori-insieme/risultato',
      view: risultatoView(await backOf(request), { action, reason }, results.value),
      title: texts.risultato,
    });
  });
};
