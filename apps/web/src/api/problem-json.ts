import { isPoolExhausted } from '@stanza/postgres';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from '../http/problem.ts';
import { pathOf } from '../http/request-facts.ts';
import type { RouteTable } from '../http/route-table.ts';
import { texts } from './texts.it.ts';

/** Why a request of a program was not done: the one table of code → status. */
const API_STATUS = {
  bad_request: 400,
  wrong_key: 401,
  not_found: 404,
  method_not_allowed: 405,
  other_number: 409,
  too_large: 413,
  unsupported_media: 415,
  bad_body: 422,
  bad_number: 422,
  bad_day: 422,
  too_many_attempts: 429,
  internal: 500,
  overloaded: 503,
} as const;
export type ApiProblemCode = keyof typeof API_STATUS;

const isCode = (name: string): name is ApiProblemCode => name in API_STATUS;
const CODES: readonly ApiProblemCode[] = Object.keys(API_STATUS).filter(isCode);

const RETRY_AFTER: Readonly<Partial<Record<ApiProblemCode, string>>> = { too_many_attempts: '300', overloaded: '10' };

/** Thrown by a route of an API to end with the problem of its code. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  /** Where in what was sent something is wrong; never what stood there. */
  readonly where: readonly string[];
  constructor(code: ApiProblemCode, where: readonly string[] = []) {
    super(code);
    this.code = code;
    this.where = where;
  }
}

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
