import {
  dayInItaly,
  type FoundPayment,
  mediaType,
  PAYMENT_DOCUMENTS,
  type PaymentDocumentKind,
  paymentIdSchema,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { canBeSaid, operatoriPagamentoView, SAYINGS, type Saying, sayingView, type TypedSaying } from './view-model.ts';

interface Path {
  Params: { pagamento: string };
}
type Refusal = keyof typeof texts.rifiuti;

const documentSchema = z.enum(PAYMENT_DOCUMENTS);
const STATUS: Readonly<Record<Refusal, number>> = {
  csrf: 403,
  already_marked: 409,
  not_ready: 409,
  gateway_away: 503,
  nothing_to_refund: 409,
};

/** One payment in the office: how it is, and what an operator may say of it. */
export const operatoriPagamentoPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/pagamenti/:pagamento';
  const officeOf = (request: FastifyRequest) => `/${enteOf(request).slug}/operatori`;
  const idOf = (request: FastifyRequest<Path>) => paramAs(paymentIdSchema, request.params.pagamento);
  const hrefOf = (request: FastifyRequest<Path>) => `${officeOf(request)}/pagamenti/${idOf(request)}`;
  const crumbOf = (request: FastifyRequest) => ({ label: texts.pagamenti, href: `${officeOf(request)}/pagamenti` });

  const find = async (request: FastifyRequest<Path>): Promise<FoundPayment> => {
    const found = await portal.findPayment(enteOf(request).id, operatorOf(request), { id: idOf(request) });
    if (!found.ok) throw new Problem('not_found');
    return found.value;
  };

  scope.get<Path>(path, async (request, reply) =>
    show(request, reply, {
      template: 'operatori-pagamento',
      view: operatoriPagamentoView(officeOf(request), operatorOf(request), await find(request)),
      title: texts.titolo,
      path: [crumbOf(request)],
    }),
  );

  scope.get<{ Params: { pagamento: string; documento: string } }>(
    `${path}/documenti/:documento`,
    async (request, reply) => {
      const ente = enteOf(request);
      const kind: PaymentDocumentKind = paramAs(documentSchema, request.params.documento);
      const found = await portal.findOfficePaymentDocument(ente.id, operatorOf(request), idOf(request), kind);
      if (!found.ok) throw new Problem('not_found');
      return sendFile(reply, portal.storage, ente.id, { ...found.value, mediaType: mediaType('pdf') });
    },
  );

  const showSaying = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    saying: Saying,
    typed: TypedSaying,
    refusal: Refusal | null = null,
  ) => {
    const found = await find(request);
    const invalid = typed.problems.length > 0;
    return show(request, reply, {
      template: 'operatori-pagamento/conferma',
      view: sayingView(officeOf(request), saying, found, typed, portal.clock.now()),
      title: texts.detto[saying].titolo,
      path: [crumbOf(request), { label: texts.titolo, href: hrefOf(request) }],
      status: refusal === null ? (invalid ? 422 : 200) : STATUS[refusal],
      hasErrors: invalid,
      flash: refusal === null ? null : notice('error', { text: texts.rifiuti[refusal] }),
    });
  };

  /** @returns whether it was said, else why not */
  const say = async (request: FastifyRequest<Path>, saying: Saying, { day, note }: TypedSaying) => {
    const [ente, actor, id] = [enteOf(request).id, actorOf(request), idOf(request)];
    return saying === 'altrove'
      ? portal.markPaidElsewhere(ente, actor, id, note)
      : portal.noteRefund(ente, actor, id, { day, note });
  };

  for (const saying of SAYINGS) {
    scope.get<Path>(`${path}/${saying}`, async (request, reply) => {
      const { payment } = await find(request);
      if (!canBeSaid(saying, payment)) return reply.redirect(hrefOf(request), 303);
      const day = dayInItaly(portal.clock.now());
      return showSaying(request, reply, saying, { day, note: '', problems: [] });
    });

    scope.post<Path>(`${path}/${saying}`, { config: { csrf: 'page' } }, async (request, reply) => {
      const fields = formFields(request);
      const typed: TypedSaying = { day: fields.giorno ?? '', note: fields.nota ?? '', problems: [] };
      if (!csrf.verify(request, fields[CSRF_FIELD])) return showSaying(request, reply, saying, typed, 'csrf');
      const said = await say(request, saying, typed);
      if (said.ok) return reply.redirect(hrefOf(request), 303);
      const { error } = said;
      switch (error.code) {
        case 'not_found':
          throw new Problem('not_found', [{ term: texts.detto[saying].nota, value: typed.note }]);
        case 'note_required':
        case 'note_too_long':
          return showSaying(request, reply, saying, { ...typed, problems: [error.code] });
        case 'invalid_refund':
          return showSaying(request, reply, saying, { ...typed, problems: error.problems });
        default:
          return showSaying(request, reply, saying, typed, error.code);
      }
    });
  }
};

/** "Riprova", for administrators: of payments of whatever service. */
export const operatoriPagamentoRiprovaPage = (scope: FastifyInstance, { portal }: WebContext): void => {
  scope.post<Path>('/operatori/pagamenti/:pagamento/riprova', async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(paymentIdSchema, request.params.pagamento);
    const retried = await portal.retryPayment(ente.id, actorOf(request), id);
    if (!retried.ok) throw new Problem('not_found');
    return reply.redirect(`/${ente.slug}/operatori/pagamenti#non-riescono`, 303);
  });
};
