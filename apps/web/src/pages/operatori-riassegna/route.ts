import { type ChargeView, type OperatorId, operatorIdSchema, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { type FormFields, formFields } from '../../http/form.ts';
import type { OfficePath } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { paramAs } from '../../http/params.ts';
import { Problem, type ProblemCode } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { isAtField, type Refusal, riassegnaView } from './view-model.ts';

const statusOf = (refusal: Refusal): number => {
  if (refusal === 'csrf') return 403;
  return isAtField(refusal) ? 422 : 409;
};

/** Who reassigns a practice may not be allowed to open it: what other pages say of its state is not for them. */
const problemOf = (code: 'not_found' | 'not_possible' | 'not_in_charge'): ProblemCode =>
  code === 'not_found' ? code : 'not_reassignable';

/** An administrator gives a practice in charge to another operator (ente.md, the absent colleague). */
export const operatoriRiassegnaPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const chargeOf = async (request: FastifyRequest<OfficePath>): Promise<ChargeView> => {
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const viewed = await portal.viewCharge(enteOf(request).id, operatorOf(request), id);
    if (!viewed.ok) throw new Problem(problemOf(viewed.error.code));
    return viewed.value;
  };

  const page = async (
    request: FastifyRequest<OfficePath>,
    reply: FastifyReply,
    chosen: string,
    refusal: Refusal | null,
  ): Promise<FastifyReply> => {
    const charge = await chargeOf(request);
    const base = `/${enteOf(request).slug}/operatori`;
    const { id, code } = charge.practice;
    return show(request, reply, {
      template: 'operatori-riassegna',
      view: riassegnaView(`${base}/pratiche/${id}`, charge, chosen, refusal),
      title: texts.titolo,
      crumb: code,
      path: [{ label: texts.inCarico, href: `${base}/in-carico` }],
      status: refusal === null ? 200 : statusOf(refusal),
      hasErrors: refusal !== null,
      flash: refusal === null || isAtField(refusal) ? null : notice('error', { text: texts.rifiuti[refusal] }),
    });
  };

  /** @returns why not; null when it is done, also when it was done before: a form sent twice is done once */
  const reassign = async (
    request: FastifyRequest<OfficePath>,
    fields: FormFields,
    to: OperatorId,
  ): Promise<Refusal | null> => {
    const reassigned = await portal.reassignPractice(officeRequestOf(request, fields), to);
    if (reassigned.ok) return null;
    const { code } = reassigned.error;
    if (code === 'not_found' || code === 'not_possible' || code === 'not_in_charge') throw new Problem(problemOf(code));
    return (await chargeOf(request)).practice.assignedTo === to ? null : code;
  };

  const path = '/operatori/pratiche/:pratica/riassegna';
  scope.get<OfficePath>(path, (request, reply) => page(request, reply, '', null));

  scope.post<OfficePath>(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const { operatore: chosen = '' } = fields;
    if (!csrf.verify(request, fields[CSRF_FIELD])) return page(request, reply, chosen, 'csrf');
    const { assignedTo } = (await chargeOf(request)).practice;
    const to = operatorIdSchema.safeParse(chosen);
    const refusal = to.success ? await reassign(request, fields, to.data) : 'operator_required';
    if (refusal !== null) return page(request, reply, chosen, refusal);
    const from = assignedTo === null ? '' : `/${assignedTo}`;
    return reply.redirect(`/${enteOf(request).slug}/operatori/in-carico${from}?fatto=riassegnata`, 303);
  });
};
