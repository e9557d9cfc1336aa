import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { texts } from '../pages/errore/texts.it.ts';
import { PROBLEM_STATUS, Problem, type ProblemCode } from './problem.ts';
import type { RouteTable } from './route-table.ts';
import type { ShowPage } from './show-page.ts';

/** Statuses of errors raised by the server itself (bodies, limits, load) that a person can cause. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'bad_request',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media',
  429: 'too_many_requests',
  503: 'overloaded',
};

const codeOf = (error: unknown): ProblemCode => {
  if (error instanceof Problem) return error.code;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return (typeof status === 'number' ? CODE_OF_STATUS[status] : undefined) ?? 'internal';
};

/** Every error ends on a page in Italian with the right status; what is our fault is logged, without personal data. */
export const registerErrors = (app: FastifyInstance, show: ShowPage, routes: RouteTable): void => {
  const answer = (request: FastifyRequest, reply: FastifyReply, code: ProblemCode): FastifyReply => {
    const base = request.ente === null ? '' : `/${request.ente.slug}`;
    const back =
      request.operator !== null
        ? { label: texts.pannello, href: `${base}/operatori` }
        : { label: texts.servizi, href: base === '' ? '/' : `${base}/servizi` };
    const { titolo, testo } = texts.problemi[code];
    return show(request, reply, {
      template: 'errore',
      view: { heading: { title: titolo }, text: testo, back },
      title: titolo,
      status: PROBLEM_STATUS[code],
      hasErrors: true,
    });
  };
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === 'internal') request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return answer(request, reply, code);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = routes.methodsFor(request.url.split('?', 1)[0] ?? '/');
    if (allowed.length === 0) return answer(request, reply, 'not_found');
    return answer(request, reply.header('allow', allowed.join(', ')), 'method_not_allowed');
  });
};
