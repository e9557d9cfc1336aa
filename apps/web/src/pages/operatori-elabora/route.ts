import { isDecidedAs, type Operator, type Practice } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { queryText } from '../../http/params.ts';
import { Problem, type ProblemCode } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { doneBefore } from './done-before.ts';
import type { Refusal } from './refusals.ts';
import { showElabora } from './show-elabora.ts';
import { signedAnswer } from './signed-answer.ts';
import { stageOf } from './view-model.ts';

const outcomeSchema = z.enum(['accettata', 'rifiutata']);

/** Why there is nothing for this operator to do here; null when there is. A closed practice says so by itself. */
const obstacle = (practice: Practice, operator: Operator): ProblemCode | null => {
  if (stageOf(practice) === 'chiusa' || practice.assignedTo === operator.id) return null;
  return practice.assignedTo === null ? 'not_possible' : 'not_in_charge';
};

/** "Elabora" (ente.md, the standard flow): outcome and reason, then the answer to sign, then the signed answer. */
export const operatoriElaboraPage = (scope: FastifyInstance, context: WebContext): void => {
  const { portal, csrf } = context;
  signedAnswer(scope, context);

  scope.get<OfficePath>('/operatori/pratiche/:pratica/elabora', async (request, reply) => {
    const viewed = await officePracticeOf(portal, request);
    const problem = obstacle(viewed.practice, operatorOf(request));
    if (problem !== null) throw new Problem(problem);
    const changing = queryText(request, 'cambia') === 'si';
    return showElabora(context, request, reply, viewed, { typed: null, refusal: null, changing });
  });

  const config = { csrf: 'page' } as const;
  scope.post<OfficePath>('/operatori/pratiche/:pratica/elabora', { config }, async (request, reply) => {
    const fields = formFields(request);
    const typed = { outcome: fields.esito ?? '', reason: fields.motivazione ?? '' };
    const again = async (refusal: Refusal) =>
      showElabora(context, request, reply, await officePracticeOf(portal, request), { typed, refusal, changing: true });
    if (!csrf.verify(request, fields[CSRF_FIELD])) return again('csrf');
    const outcome = outcomeSchema.safeParse(typed.outcome);
    if (!outcome.success) return again('outcome_required');
    const decision = { outcome: outcome.data, reason: typed.reason };
    const decided = await portal.decidePractice(officeRequestOf(request, fields), decision);
    if (!decided.ok) {
      const { code } = decided.error;
      if (code === 'not_found') throw new Problem('not_found');
      const isDone = (practice: Practice) => isDecidedAs(practice, decision);
      if (!(await doneBefore(portal, request, code, isDone))) return again(code);
    }
    return reply.redirect(`/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}/elabora`, 303);
  });
};
