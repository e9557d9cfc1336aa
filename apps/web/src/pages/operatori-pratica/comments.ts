import { practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import type { OfficePath } from '../../http/office-practice.ts';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import type { TypedComment } from './comments-view.ts';
import { texts } from './texts.it.ts';

type ShowAgain = (
  request: FastifyRequest<OfficePath>,
  reply: FastifyReply,
  typed: TypedComment,
) => Promise<FastifyReply>;

/** Takes a comment on a practice. @param again shows the practice with what could not be saved */
export const comments = (scope: FastifyInstance, { portal, csrf }: WebContext, again: ShowAgain): void => {
  const path = '/operatori/pratiche/:pratica/commenti';
  scope.post<OfficePath>(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const fields = formFields(request);
    const text = fields.commento ?? '';
    if (!csrf.verify(request, fields[CSRF_FIELD])) return again(request, reply, { text, refusal: 'csrf' });
    const written = await portal.commentPractice(ente.id, actorOf(request), id, text);
    if (written.ok) return reply.redirect(`/${ente.slug}/operatori/pratiche/${id}#commenti`, 303);
    const { code } = written.error;
    if (code === 'not_found') throw new Problem('not_found', [{ term: texts.nuovoCommento, value: text }]);
    return again(request, reply, { text, refusal: code });
  });
};
