import { ANSWER_FLOWS, type FileRefusal, isDecidedAs, type Operator, type Practice } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { queryText } from '../../http/params.ts';
import { Problem, type ProblemCode } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import type { Portal } from '../../portal.ts';
import { doneBefore } from './done-before.ts';
import { type OfficeForm, officeForm } from './office-form.ts';
import type { Refusal } from './refusals.ts';
import { showElabora } from './show-elabora.ts';
import { signedAnswer } from './signed-answer.ts';
import { texts } from './texts.it.ts';
import { stageOf } from './view-model.ts';

const outcomeSchema = z.enum(['accettata', 'rifiutata']);
const flowSchema = z.enum(ANSWER_FLOWS);

/** Why there is nothing for this operator to do here; null when there is. A closed practice says so by itself. */
const obstacle = (practice: Practice, operator: Operator): ProblemCode | null => {
  if (stageOf(practice) === 'chiusa' || practice.assignedTo === operator.id) return null;
  return practice.assignedTo === null ? 'not_possible' : 'not_in_charge';
};

const typedIn = ({ fields }: OfficeForm) => ({ outcome: fields.esito ?? '', reason: fields.motivazione ?? '' });

const FILE_REFUSALS = {
  file_too_large: 'document_too_large',
  file_type_not_allowed: 'document_not_allowed',
  file_empty: 'document_empty',
  file_infected: 'document_infected',
  file_not_scanned: 'document_not_scanned',
  file_not_scannable: 'document_not_scannable',
} as const satisfies Record<FileRefusal['code'], Refusal>;

/** Decides as the form says. @returns why not; null when it is done */
const decide = async (
  portal: Portal,
  request: FastifyRequest<OfficePath>,
  form: OfficeForm,
): Promise<Refusal | null> => {
  const { csrfValid, fields, file } = form;
  if (!csrfValid) return 'csrf';
  const { outcome: chosen, reason } = typedIn(form);
  const [outcome, flow] = [outcomeSchema.safeParse(chosen), flowSchema.safeParse(fields.flusso)];
  if (!outcome.success) return 'outcome_required';
  if (!flow.success) return 'flow_changed';
  if (file?.ok === false) return FILE_REFUSALS[file.error.code];
  if (flow.data === 'documento' && fields.definitiva !== 'si') return 'confirmation_required';
  const decision = { outcome: outcome.data, reason, flow: flow.data, document: file?.value ?? null };
  const decided = await portal.decidePractice(officeRequestOf(request, fields), decision);
  if (decided.ok) return null;
  const { error } = decided;
  if (error.code === 'not_found') throw new Problem('not_found', [{ term: texts.motivazione, value: reason }]);
  if (error.code === 'bad_signature') return { field: 'documento', signature: error.problem };
  const refusal = error.code;
  const isDone = (practice: Practice) => isDecidedAs(practice, decision);
  return (await doneBefore(portal, request, refusal, isDone)) ? null : refusal;
};

/**
 * "Elabora" (ente.md): outcome, reason and, where the service encloses one, the document; then, where it is signed, the answer
 * to sign and the signed answer.
 */
export const operatoriElaboraPage = (scope: FastifyInstance, context: WebContext): void => {
  const { portal } = context;
  signedAnswer(scope, context);

  scope.get<OfficePath>('/operatori/pratiche/:pratica/elabora', async (request, reply) => {
    const viewed = await officePracticeOf(portal, request);
    const problem = obstacle(viewed.practice, operatorOf(request));
    if (problem !== null) throw new Problem(problem);
    const changing = queryText(request, 'cambia') === 'si';
    return showElabora(context, request, reply, viewed, { typed: null, refusal: null, changing });
  });

  const config = { multipart: true, csrf: 'page' } as const;
  scope.post<OfficePath>('/operatori/pratiche/:pratica/elabora', { config }, async (request, reply) => {
    const form = await officeForm(context, request, 'documento', ['pdf', 'p7m']);
    const refusal = await decide(portal, request, form);
    if (refusal === null) {
      return reply.redirect(`/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}/elabora`, 303);
    }
    const typed = typedIn(form);
    const viewed = await officePracticeOf(portal, request);
    return showElabora(context, request, reply, viewed, { typed, refusal, changing: true });
  });
};
