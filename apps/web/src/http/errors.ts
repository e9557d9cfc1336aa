import { isPoolExhausted } from '@stanza/postgres';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { texts } from '../pages/errore/texts.it.ts';
import { PROBLEM_STATUS, Problem, type ProblemCode } from './problem.ts';
import { pathOf } from './request-facts.ts';
import type { RouteTable } from './route-table.ts';
import type { ShowPage } from './show-page.ts';
import { signInHref } from './sign-in-level.ts';

/** Statuses of errors raised by the server itself (bodies, limits, load) that a person can cause. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'bad_request',
  // Only the static files say it, of a name that no file can have.
  403: 'not_found',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media',
  503: 'overloaded',
};

/** Seconds after which it may be tried again: as long as the guard against overload says. */
const RETRY_AFTER = '10';

const codeOf = (error: unknown): ProblemCode => {
  if (error instanceof Problem) return error.code;
  if (isPoolExhausted(error)) return 'overloaded';
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number') return 'internal';
  return CODE_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal');
};

/** What a problem says beyond its code. */
type Details = Partial<Pick<Problem, 'written' | 'signIn'>>;

/** Where somebody can go on from. */
const backOf = (request: FastifyRequest, { signIn = null }: Details) => {
  const { ente, operator } = request;
  if (ente === null) return { label: texts.comuni, href: '/' };
  if (signIn !== null) return { label: texts.accedi, href: signInHref(`/${ente.slug}`, signIn, pathOf(request)) };
  return operator === null
    ? { label: texts.servizi, href: `/${ente.slug}/servizi` }
    : { label: texts.pannello, href: `/${ente.slug}/operatori` };
};

const answerWith =
  (show: ShowPage) =>
  (request: FastifyRequest, reply: FastifyReply, code: ProblemCode, details: Details = {}): FastifyReply => {
    const { titolo, testo } = texts.problemi[code];
    const { written = [] } = details;
    return show(request, reply, {
      template: 'errore',
      view: {
        heading: { title: titolo },
        text: testo,
        written: written.length === 0 ? null : { title: '', editHref: null, rows: written },
        back: backOf(request, details),
      },
      title: titolo,
      status: PROBLEM_STATUS[code],
      hasErrors: true,
    });
  };

/** Answers to an address that is no page, or not with this method. */
const noPage = (show: ShowPage, routes: RouteTable) => {
  const answer = answerWith(show);
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const allowed = routes.methodsFor(pathOf(request));
    if (allowed.length === 0 || allowed.includes(request.method)) return answer(request, reply, 'not_found');
    return answer(request, reply.header('allow', allowed.join(', ')), 'method_not_allowed');
  };
};

/** Every error ends on a page in Italian with the right status; what is our fault is logged, without personal data. */
export const registerErrors = (app: FastifyInstance, show: ShowPage, routes: RouteTable): void => {
  const answer = answerWith(show);
  const answerNoPage = noPage(show, routes);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // A body that cannot be read, sent to what is no page for it.
    if (request.is404 && !(error instanceof Problem)) return answerNoPage(request, reply);
    const code = codeOf(error);
    const { url: route } = request.routeOptions;
    if (code === 'internal') request.log.error({ err: error, route }, 'request failed');
    if (isPoolExhausted(error)) request.log.warn({ route }, 'no connection to the database was free in time');
    if (code === 'overloaded') reply.header('retry-after', RETRY_AFTER);
    return answer(request, reply, code, error instanceof Problem ? error : {});
  });
};

/** Below the prefix of this scope, an address that is no page, or not with this method; shown as the scope's gates say. */
export const registerNotFound = (scope: FastifyInstance, show: ShowPage, routes: RouteTable): void => {
  scope.setNotFoundHandler(noPage(show, routes));
};
