import { dayInItaly, mediaType, type OpenIntegration, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { PageSpec } from '../../http/show-page.ts';
import type { WebContext } from '../../http/web-context.ts';
import { ONLINE_LIMIT } from '../../step-form/online-limit.ts';
import type { Place } from '../../step-form/place.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { currentOf, paymentView } from './payment-view.ts';
import { texts } from './texts.it.ts';
import { integrationHref, wordsOf } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

/** Shows what is to be paid for a request. @param checkout the gateway's page, when it was asked for */
export type ShowPayment = (
  request: FastifyRequest<Path>,
  reply: FastifyReply,
  opened: OpenIntegration,
  shown?: { readonly checkout?: string; readonly status?: number; readonly flash?: NoticeView },
) => Promise<FastifyReply>;

/** How a request of integration is found, and where its pages stand. */
interface Asked {
  readonly open: (request: FastifyRequest<Path>, reply: FastifyReply) => Promise<OpenIntegration | null>;
  readonly around: (request: FastifyRequest<Path>, opened: OpenIntegration) => Pick<PageSpec, 'path' | 'section'>;
}

/** A request of integration that asks for money, in the area that `place` is. */
export const payingIntegration = (
  scope: FastifyInstance,
  { portal, show }: WebContext,
  place: Place,
  asked: Asked,
): ShowPayment => {
  const path = `${place.prefix}/:pratica/integrazione`;
  const idOf = (request: FastifyRequest<Path>) => paramAs(practiceIdSchema, request.params.pratica);
  const baseOf = (request: FastifyRequest<Path>) => `/${enteOf(request).slug}`;
  const hrefOf = (request: FastifyRequest<Path>) => integrationHref(place, baseOf(request), idOf(request));

  const showPayment: ShowPayment = async (request, reply, opened, { checkout, status = 200, flash } = {}) =>
    show(request, reply, {
      template: 'integrazione/pagamento',
      view: paymentView({
        place,
        base: baseOf(request),
        opened,
        today: dayInItaly(portal.clock.now()),
        checkout: checkout ?? null,
      }),
      title: wordsOf(place).titolo,
      ...asked.around(request, opened),
      status,
      flash: flash ?? null,
    });

  /** A request that asks for money; null, having answered, when it is none, or there is none to be seen here. */
  const open = async (request: FastifyRequest<Path>, reply: FastifyReply): Promise<OpenIntegration | null> => {
    const opened = await asked.open(request, reply);
    if (opened === null || opened.integration.payment !== null) return opened;
    reply.redirect(hrefOf(request), 303);
    return null;
  };

  scope.post<Path>(`${path}/paga`, async (request, reply) => {
    const opened = await open(request, reply);
    if (opened === null) return reply;
    const payment = currentOf(opened);
    if (payment === null) return reply.redirect(hrefOf(request), 303);
    if (!(await portal.isWithinLimit(enteOf(request).id, ONLINE_LIMIT, idOf(request)))) {
      const flash = notice('error', { text: texts.pagamento.troppeVolte });
      return showPayment(request, reply, opened, { status: 429, flash });
    }
    const here = `${portal.portalUrl}${hrefOf(request)}`;
    const back = { ok: here, cancelled: here, failed: here };
    const gone = await portal.payOnline(enteOf(request).id, place.writerOf(request), payment.id, back);
    if (gone.ok) return showPayment(request, reply, opened, { checkout: gone.value });
    if (gone.error.code === 'not_found') throw new Problem('not_found');
    if (gone.error.code === 'not_payable') return reply.redirect(hrefOf(request), 303);
    const flash = notice('error', { text: texts.pagamento.nonRisponde });
    return showPayment(request, reply, opened, { status: 503, flash });
  });

  // It changes nothing by itself: the gateway is asked now instead of later.
  scope.post<Path>(`${path}/controlla`, async (request, reply) => {
    const opened = await open(request, reply);
    if (opened === null) return reply;
    const payment = currentOf(opened);
    if (payment !== null) await portal.askAboutPayment(enteOf(request).id, place.writerOf(request), payment.id);
    const flash = notice('info', { text: texts.pagamento.controllato });
    return showPayment(request, reply, opened, { flash });
  });

  scope.post<Path>(`${path}/prepara`, async (request, reply) => {
    const prepared = await portal.prepareIntegrationPayment(enteOf(request).id, place.writerOf(request), idOf(request));
    if (!prepared.ok && prepared.error.code === 'not_found') throw new Problem('not_found');
    return reply.redirect(hrefOf(request), 303);
  });

  // Where a browser lands that reloads the answer to one of these.
  for (const deed of ['paga', 'controlla', 'prepara']) {
    scope.get<Path>(`${path}/${deed}`, async (request, reply) => {
      const opened = await open(request, reply);
      return opened === null ? reply : reply.redirect(hrefOf(request), 303);
    });
  }

  scope.get<Path>(`${path}/avviso`, async (request, reply) => {
    const opened = await open(request, reply);
    if (opened === null) return reply;
    const document = currentOf(opened)?.documents.avviso;
    if (document === undefined) throw new Problem('not_found');
    return sendFile(reply, portal.storage, enteOf(request).id, { ...document, mediaType: mediaType('pdf') });
  });

  return showPayment;
};
