import { type FileRefusal, MAX_SIGNED_ANSWER_BYTES, type Practice, type ReceivedFile, type Result } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readForm } from '../../http/form.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { doneBefore } from './done-before.ts';
import type { Refusal } from './refusals.ts';
import { showElabora } from './show-elabora.ts';

/** Takes the signed answer, the last thing that "Elabora" asks for. */
export const signedAnswer = (scope: FastifyInstance, context: WebContext): void => {
  const { portal, csrf } = context;
  const path = '/operatori/pratiche/:pratica/risposta';
  const elaboraHref = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}/elabora`;

  const receive = async (request: FastifyRequest<OfficePath>) => {
    const files: Result<ReceivedFile, FileRefusal>[] = [];
    const { practice } = await officePracticeOf(portal, request);
    const isTheirs = practice.assignedTo === operatorOf(request).id;
    const form = await readForm(request, csrf, MAX_SIGNED_ANSWER_BYTES, async ({ field, fileName, source }) => {
      // Nothing is stored for somebody who may not hand it in: the refusal comes when the form is whole.
      if (field !== 'risposta' || !isTheirs) return;
      const maxBytes = MAX_SIGNED_ANSWER_BYTES;
      files.push(await portal.receiveFile(enteOf(request).id, { fileName, source, maxBytes, accept: ['p7m'] }));
    });
    return { ...form, file: files.at(-1), isTheirs };
  };

  const sign = async (request: FastifyRequest<OfficePath>): Promise<Refusal | null> => {
    const { csrfValid, fields, file, isTheirs } = await receive(request);
    if (!csrfValid) return 'csrf';
    if (!isTheirs) return 'not_in_charge';
    if (file === undefined) return 'file_required';
    if (!file.ok) return file.error.code;
    const signed = await portal.signAnswer(officeRequestOf(request, fields), file.value);
    if (signed.ok) return null;
    if (signed.error.code === 'not_found') throw new Problem('not_found');
    const refusal = signed.error.code === 'bad_signature' ? signed.error.problem : signed.error.code;
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
