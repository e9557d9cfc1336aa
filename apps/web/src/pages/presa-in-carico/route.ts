import { isPossible, type OfficePracticeView } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formFields } from '../../http/form.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { presaInCaricoView } from './view-model.ts';

/** "Prendi in carico" (ente.md): a confirmation, then the practice is the operator's and its detail opens. */
export const presaInCaricoPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const hrefOf = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}`;
  /** Asked twice, by a double click or from an old page, it is done once: who has it already is shown it. */
  const isTheirs = (request: FastifyRequest, { practice }: OfficePracticeView) =>
    practice.assignedTo === operatorOf(request).id;
  const toDetail = (request: FastifyRequest<OfficePath>, reply: FastifyReply) => reply.redirect(hrefOf(request), 303);

  scope.get<OfficePath>('/operatori/pratiche/:pratica/presa-in-carico', async (request, reply) => {
    const viewed = await officePracticeOf(portal, request);
    if (isTheirs(request, viewed)) return toDetail(request, reply);
    // The link was there because nobody had it: somebody else was faster.
    if (viewed.practice.assignedTo !== null) throw new Problem('stale_version');
    if (!isPossible(viewed.practice, 'TAKE_CHARGE')) throw new Problem('not_possible');
    return show(request, reply, {
      template: 'presa-in-carico',
      view: presaInCaricoView(hrefOf(request), viewed),
      title: texts.titolo,
      path: [{ label: viewed.practice.code, href: hrefOf(request) }],
    });
  });

  scope.post<OfficePath>('/operatori/pratiche/:pratica/presa-in-carico', async (request, reply) => {
    const taken = await portal.takeCharge(officeRequestOf(request, formFields(request)));
    if (taken.ok || isTheirs(request, await officePracticeOf(portal, request))) return toDetail(request, reply);
    throw new Problem(taken.error.code);
  });
};
