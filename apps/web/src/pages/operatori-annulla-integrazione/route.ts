import { isPossible, type OfficePracticeView } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formFields } from '../../http/form.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { annullaIntegrazioneView } from './view-model.ts';

/** "Annulla la richiesta" (ente.md): a confirmation, then the practice goes on without what was asked. */
export const operatoriAnnullaIntegrazionePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const path = '/operatori/pratiche/:pratica/integrazione/annulla';
  const hrefOf = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}`;
  /** Asked twice, it is done once. */
  const isDone = (request: FastifyRequest, { practice, integrations }: OfficePracticeView) =>
    practice.assignedTo === operatorOf(request).id && integrations.at(-1)?.integration.cancelledAt != null;

  scope.get<OfficePath>(path, async (request, reply) => {
    const viewed = await officePracticeOf(portal, request);
    if (isDone(request, viewed)) return reply.redirect(hrefOf(request), 303);
    if (viewed.practice.assignedTo !== operatorOf(request).id) throw new Problem('not_in_charge');
    if (!isPossible(viewed.practice, 'CANCEL_INTEGRATION')) throw new Problem('not_possible');
    return show(request, reply, {
      template: 'operatori-annulla-integrazione',
      view: annullaIntegrazioneView(hrefOf(request), viewed),
      title: texts.titolo,
      path: [{ label: viewed.practice.code, href: hrefOf(request) }],
    });
  });

  scope.post<OfficePath>(path, async (request, reply) => {
    const cancelled = await portal.cancelIntegration(officeRequestOf(request, formFields(request)));
    if (cancelled.ok || isDone(request, await officePracticeOf(portal, request))) {
      return reply.redirect(hrefOf(request), 303);
    }
    throw new Problem(cancelled.error.code);
  });
};
