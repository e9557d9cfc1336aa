import { mediaType, PAYMENT_DOCUMENTS, paymentIdSchema, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import { sendToSignIn } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import { COUNTER, OWN, type Place } from '../../step-form/place.ts';
import { paymentsSeen } from '../../ui/payments-seen.ts';
import { type EventStreams, makeEventStreams } from './event-streams.ts';

interface Path {
  Params: { pratica: string };
}

const outcomeSchema = z.enum(['ok', 'annullato', 'errore']);
const documentSchema = z.enum(PAYMENT_DOCUMENTS);

/** What surrounds the step of payment: the way back from the page of the gateway, and what tells that page of something new. */
const around = (
  scope: FastifyInstance,
  { portal, sessions }: WebContext,
  place: Place,
  streams: EventStreams,
): void => {
  const draftOf = (request: FastifyRequest<Path>) =>
    portal.viewDraft(enteOf(request).id, place.writerOf(request), paramAs(practiceIdSchema, request.params.pratica));

  /**
   * Whoever comes back may say that they have paid, and prove nothing by it: the gateway is asked a little sooner, and its word counts.
   */
  scope.get<{ Params: { pratica: string; esito: string } }>(
    `${place.prefix}/:pratica/pagamento/:esito`,
    async (request, reply) => {
      const outcome = paramAs(outcomeSchema, request.params.esito);
      const base = `/${enteOf(request).slug}`;
      const id = paramAs(practiceIdSchema, request.params.pratica);
      const found = await draftOf(request);
      if (!found.ok && found.error.code === 'already_sent') return reply.redirect(place.practiceHref(base, id), 303);
      if (!found.ok) throw new Problem('not_found');
      const { journey, payments, tooLow } = found.value;
      if (tooLow !== null) return sendToSignIn(request, reply, tooLow.asked);
      const step = journey.steps.find(({ definition }) => definition.kind === 'payment');
      if (step === undefined) return reply.redirect(`${base}${place.prefix}/${id}/compila`, 303);
      const last = payments.findLast(({ kind, integrationId }) => kind === 'pagopa' && integrationId === null);
      if (last !== undefined) await portal.askAboutPayment(enteOf(request).id, place.writerOf(request), last.id);
      return reply.redirect(`${base}${place.prefix}/${id}/compila/${step.definition.id}?pagamento=${outcome}`, 303);
    },
  );

  const config = { unattended: true } as const;
  scope.get<Path>(`${place.prefix}/:pratica/pagamento/eventi`, { config }, async (request, reply) => {
    const found = await draftOf(request);
    if (!found.ok || found.value.tooLow !== null) throw new Problem('not_found');
    const { id, citizenId, openedBy } = found.value.practice;
    // The browser then asks no more.
    if (found.value.payments.length === 0) return reply.code(204).send();
    const look = async () => {
      // Who has signed out, or was signed out, hears no more.
      if ((await sessions.find(request, enteOf(request), place.atCounter ? 'operator' : 'citizen')) === null)
        return null;
      const made = await portal.unitOfWork.read(enteOf(request).id, ({ payments }) => payments.of(id));
      return paymentsSeen(made.filter(({ integrationId }) => integrationId === null));
    };
    const opened = streams.open(reply, openedBy ?? citizenId, look);
    if (opened === null) throw new Problem('overloaded');
    return opened;
  });
};

const sendDocument = async (
  { portal }: WebContext,
  place: Place,
  request: FastifyRequest<{ Params: { pagamento: string; documento: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { id: tenantId } = enteOf(request);
  const paymentId = paramAs(paymentIdSchema, request.params.pagamento);
  const kind = paramAs(documentSchema, request.params.documento);
  const found = await portal.findPaymentDocument(tenantId, place.writerOf(request), paymentId, kind);
  if (!found.ok) throw new Problem('not_found');
  return sendFile(reply, portal.storage, tenantId, { ...found.value, mediaType: mediaType('pdf') });
};

interface Document {
  Params: { pagamento: string; documento: string };
}

interface CounterDocument {
  Params: { pratica: string; pagamento: string; documento: string };
}

/** What surrounds the step of payment of the citizen's own drafts. */
export const pagamentoPage = (scope: FastifyInstance, context: WebContext): void => {
  around(scope, context, OWN, makeEventStreams(scope));
};

/** The notices and receipts of the citizen's payments. */
export const documentiDiPagamento = (scope: FastifyInstance, context: WebContext): void => {
  scope.get<Document>('/pagamenti/:pagamento/:documento', (request, reply) =>
    sendDocument(context, OWN, request, reply),
  );
};

/** The same at the counter, of the practices that the operator has opened on behalf of a citizen. */
export const pagamentoPerContoPage = (scope: FastifyInstance, context: WebContext): void => {
  around(scope, context, COUNTER, makeEventStreams(scope));
  scope.get<CounterDocument>('/operatori/per-conto/:pratica/pagamenti/:pagamento/:documento', (request, reply) =>
    sendDocument(context, COUNTER, request, reply),
  );
};
