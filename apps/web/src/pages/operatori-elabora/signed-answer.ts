import type { Practice } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { doneBefore } from './done-before.ts';
import { officeForm } from './office-form.ts';
import type { Refusal } from './refusals.ts';
import { showElabora } from './show-elabora.ts';

/** Takes the signed answer, the last thing that "Elabora" asks for. */
export const signedAnswer = (scope: FastifyInstance, context: WebContext): void => {
  const { portal } = context;
  const path = '/operatori/pratiche/:pratica/risposta';
  const elaboraHref = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}/elabora`;

  const sign = async (request: FastifyRequest<OfficePath>): Promise<Refusal | null> => {
    const { csrfValid, fields, file, isTheirs } = await officeForm(context, request, 'risposta', ['p7m']);
    if (!csrfValid) return 'csrf';
    if (!isTheirs) return 'not_in_charge';
    if (file === undefined) return 'file_required';
    if (!file.ok) return file.error.code;
    const signed = await portal.signAnswer(officeRequestOf(request, fields), file.value);
    if (signed.ok) return null;
    const { error } = signed;
    if (error.code === 'not_found') throw new Problem('not_found');
    if (error.code === 'bad_signature') return { field: 'risposta', signature: error.problem };
    const refusal = error.code;
    const { sha256 } = file.value;
    const isDone = ({ documents }: Practice) => documents.risposta_firmata?.sha256 === sha256;
    return (await doneBefore(portal, request, refusal, isDone)) ? null : refusal;
  };

  const config = { multipart: true, csrf: 'page' } as const;
  scope.post<OfficePath>(path, { config }, async (request, reply): Promise<FastifyReply> => {
    const refusal = await sign(request);
    if (refusal === null) return reply.redirect(elaboraHref(request), 303);
    const viewed = await officePracticeOf(portal, request);
    return showElabora(context, request, reply, viewed, { typed: null, refusal, changing: false });
  });

  // Where a browser lands that signs in again after its session was over, or reloads the page of a refusal.
  scope.get<OfficePath>(path, async (request, reply) => {
    await officePracticeOf(portal, request);
    return reply.redirect(elaboraHref(request), 303);
  });
};
