import { type SignInLevel, USUAL_SIGN_IN_LEVEL } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';
import { enteOf, operatorOf, pathOf } from './request-facts.ts';
import { safeReturnPath } from './return-path.ts';
import type { RouteTable } from './route-table.ts';
import { signInHref } from './sign-in-level.ts';
import type { WebContext } from './web-context.ts';

/** Where a form was sent to is not always a page: then the one above it, that the form was on (`…/nota`, `…/riprova`). */
const pageAt = (routes: RouteTable, path: string): string =>
  path === '' || routes.methodsFor(path).includes('GET') ? path : pageAt(routes, path.slice(0, path.lastIndexOf('/')));

/** Where the browser was going, if that is a page to come back to. */
const wayBack = ({ routes }: WebContext, request: FastifyRequest): string | null =>
  safeReturnPath(enteOf(request).slug, pageAt(routes, pathOf(request)));

/** Sends the browser to a gate's page, remembering where it was going. */
const sendTo = (context: WebContext, request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply => {
  const { slug } = enteOf(request);
  const back = wayBack(context, request);
  return reply.redirect(`/${slug}/${page}${back === null ? '' : `?verso=${encodeURIComponent(back)}`}`, 303);
};

/** Every page below `/:ente`: the Comune of the path, or 404. */
export const enteGate = (scope: FastifyInstance, context: WebContext): void => {
  scope.addHook<{ Params: { ente: string } }>('onRequest', async (request) => {
    const ente = await context.portal.tenants.bySlug(request.params.ente);
    // Whoever is signed in stays out too: the page of the error is one of no ente.
    if (ente?.disabled === true) throw new Problem('ente_disabled');
    request.ente = ente;
    if (ente === null) throw new Problem('not_found');
  });
};

/** Public pages: whoever is signed in is shown as such, and nobody has to be. */
export const visitorGate = (scope: FastifyInstance, context: WebContext): void => {
  scope.addHook('onRequest', async (request) => {
    const signedIn = await context.sessions.find(request, enteOf(request), 'citizen');
    if (signedIn?.kind !== 'citizen') return;
    request.citizen = signedIn.citizen;
    request.level = signedIn.level;
  });
};

/**
 * Pages of the signed-in citizen. The gates stand in the manual's order (sections 3, 4, 5): sign-in, then terms, then
 * profile; the page of a gate asks only for the gates before it.
 * @param last the last gate that the pages of this scope stand behind
 * @param lowest level of sign-in; below the usual one only what filling in a service needs that asks for no more
 */
export const citizenGate = (
  scope: FastifyInstance,
  context: WebContext,
  last: 'session' | 'terms' | 'profile',
  lowest: SignInLevel = USUAL_SIGN_IN_LEVEL,
): void => {
  scope.addHook('onRequest', async (request, reply) => {
    const signedIn = await context.sessions.find(request, enteOf(request), 'citizen');
    if (signedIn?.kind !== 'citizen') return sendTo(context, request, reply, 'accedi');
    request.citizen = signedIn.citizen;
    request.level = signedIn.level;
    reply.header('cache-control', 'no-store');
    if (signedIn.level < lowest) {
      const base = `/${enteOf(request).slug}`;
      return reply.redirect(signInHref(base, lowest, wayBack(context, request) ?? `${base}/stanza`), 303);
    }
    if (last === 'session') return;
    if (signedIn.termsPending) return sendTo(context, request, reply, 'condizioni');
    if (last === 'profile' && signedIn.citizen.profileCompletedAt === null)
      return sendTo(context, request, reply, 'profilo');
    return;
  });
};

/** Pages of the office that are the administrators' alone: for the others they are not there. Stands behind `operatorGate`. */
export const administratorGate = (scope: FastifyInstance): void => {
  scope.addHook('onRequest', async (request) => {
    if (operatorOf(request).role !== 'amministratore') throw new Problem('not_found');
    request.inSettings = true;
  });
};

/**
 * Pages of the office. Who has given a password alone gets to the page of the code and nowhere else; an administrator without a
 * second factor to the page where it is set up.
 * @param last the last gate that the pages of this scope stand behind
 */
export const operatorGate = (scope: FastifyInstance, context: WebContext, last: 'session' | 'second_factor'): void => {
  scope.addHook('onRequest', async (request, reply) => {
    const signedIn = await context.sessions.find(request, enteOf(request), 'operator');
    if (signedIn?.kind !== 'operator') return sendTo(context, request, reply, 'operatori/accesso');
    reply.header('cache-control', 'no-store');
    if (signedIn.awaits === 'code') return sendTo(context, request, reply, 'operatori/accesso/codice');
    request.operator = signedIn.operator;
    request.mustSetUp = signedIn.awaits === 'second_factor';
    request.blocked = signedIn.blocked;
    if (last === 'second_factor' && request.mustSetUp) {
      return sendTo(context, request, reply, 'operatori/secondo-fattore');
    }
    return;
  });
};
