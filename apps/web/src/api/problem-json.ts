import { isPoolExhausted } from '@stanza/postgres';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from '../http/problem.ts';
import { pathOf } from '../http/request-facts.ts';
import type { RouteTable } from '../http/route-table.ts';
import { API_STATUS, ApiProblem, type ApiProblemCode } from './api-problem.ts';
import { texts } from './texts.it.ts';

const isCode = (name: string): name is ApiProblemCode => name in API_STATUS;
const CODES: readonly ApiProblemCode[] = Object.keys(API_STATUS).filter(isCode);

const RETRY_AFTER: Readonly<Partial<Record<ApiProblemCode, string>>> = { too_many_attempts: '300', overloaded: '10' };

/** What went wrong, as programs read it (RFC 9457). */
const send = (reply: FastifyReply, code: ApiProblemCode, where: readonly string[] = []): FastifyReply => {
  const status = API_STATUS[code];
  const retryAfter = RETRY_AFTER[code];
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (code === 'wrong_key') reply.header('www-authenticate', 'Bearer');
  const { title, detail } = texts.problemi[code];
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `urn:stanza-del-cittadino:problema:${code}`,
        title,
        status,
        detail,
        ...(where.length === 0 ? {} : { campi: where }),
      }),
    );
};

const codeOf = (error: FastifyError): ApiProblemCode => {
  // There is no such Comune, or it is off the portal.
  if (error instanceof Problem) return 'not_found';
  if (isPoolExhausted(error)) return 'overloaded';
  const status = error.statusCode ?? 500;
  const same = CODES.find((code) => API_STATUS[code] === status && code !== 'wrong_key');
  return same ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal');
};

/** Every error below the prefix of this scope ends as a problem in Italian with the right status; what is our fault is logged. */
export const registerApiErrors = (scope: FastifyInstance, routes: RouteTable): void => {
  scope.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof ApiProblem) return send(reply, error.code, error.where);
    const code = codeOf(error);
    if (code === 'internal') request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return send(reply, code);
  });
  scope.setNotFoundHandler((request, reply) => {
    const allowed = routes.methodsFor(pathOf(request));
    if (allowed.length === 0 || allowed.includes(request.method)) return send(reply, 'not_found');
    return send(reply.header('allow', allowed.join(', ')), 'method_not_allowed');
  });
};
