import { dayInItaly, type IntegrationProblem, isPossible, isRequestedAs, type TypedIntegration } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { allValues, formFields } from '../../http/form.ts';
import { noAddressNotice } from '../../http/no-address-notice.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { openOne } from '../../ui/integration-views.ts';
import { texts } from './texts.it.ts';
import { blank, operatoriIntegrazioneView } from './view-model.ts';

type Refusal = keyof typeof texts.rifiuti;

interface Shown {
  readonly typed: TypedIntegration;
  readonly problems?: readonly IntegrationProblem[];
  readonly refusal?: Refusal;
}

/** "Richiedi integrazione" (ente.md): the office's form, shown again with all that was typed when it is refused. */
export const operatoriIntegrazionePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/pratiche/:pratica/integrazione';
  const today = () => dayInItaly(portal.clock.now());
  const hrefOf = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}`;

  const showForm = async (
    request: FastifyRequest<OfficePath>,
    reply: FastifyReply,
    { typed, problems = [], refusal }: Shown,
  ): Promise<FastifyReply> => {
    const viewed = await officePracticeOf(portal, request);
    const link = { label: texts.apriDiNuovo, href: hrefOf(request) };
    const refused = refusal === 'csrf' ? 403 : 409;
    return show(request, reply, {
      template: 'operatori-integrazione',
      view: {
        ...operatoriIntegrazioneView(hrefOf(request), viewed, typed, problems, today()),
        noAddress: await noAddressNotice(portal, request, viewed.practice),
      },
      title: texts.titolo,
      path: [{ label: viewed.practice.code, href: hrefOf(request) }],
      status: refusal === undefined ? (problems.length > 0 ? 422 : 200) : refused,
      flash: refusal === undefined ? null : notice('error', { text: texts.rifiuti[refusal], link }),
    });
  };

  scope.get<OfficePath>(path, async (request, reply) => {
    const { practice } = await officePracticeOf(portal, request);
    if (practice.state === 'da_integrare') return reply.redirect(hrefOf(request), 303);
    if (practice.assignedTo !== null && practice.assignedTo !== operatorOf(request).id) {
      throw new Problem('not_in_charge');
    }
    if (!isPossible(practice, 'REQUEST_INTEGRATION')) throw new Problem('not_possible');
    return showForm(request, reply, { typed: blank(today()) });
  });

  /** A form sent twice is done once and succeeds twice. */
  const isDone = async (request: FastifyRequest<OfficePath>, typed: TypedIntegration): Promise<boolean> => {
    const { practice, integrations } = await officePracticeOf(portal, request);
    const open = openOne(integrations)?.integration;
    return practice.assignedTo === operatorOf(request).id && open !== undefined && isRequestedAs(open, typed);
  };

  scope.post<OfficePath>(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const typed: TypedIntegration = {
      message: fields.messaggio ?? '',
      fields: allValues(request, 'campi'),
      documents: fields.documenti ?? '',
      dueDate: fields.scadenza ?? '',
    };
    if (!csrf.verify(request, fields[CSRF_FIELD])) return showForm(request, reply, { typed, refusal: 'csrf' });
    const requested = await portal.requestIntegration(officeRequestOf(request, fields), typed);
    if (requested.ok) return reply.redirect(hrefOf(request), 303);
    const { error } = requested;
    if (error.code === 'not_found') {
      throw new Problem('not_found', [
        { term: texts.messaggio, value: typed.message },
        { term: texts.documenti, value: typed.documents },
      ]);
    }
    if (error.code === 'invalid_integration') return showForm(request, reply, { typed, problems: error.problems });
    if (await isDone(request, typed)) return reply.redirect(hrefOf(request), 303);
    return showForm(request, reply, { typed, refusal: error.code });
  });
};
