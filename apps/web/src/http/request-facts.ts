import type { Actor, Citizen, Operator, SignedInCitizen, SignInLevel, Tenant } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The Comune in the path; null outside `/:ente`. */
    ente: Tenant | null;
    citizen: Citizen | null;
    /** How strongly the citizen has shown who they are; 0 of nobody. */
    level: SignInLevel | 0;
    operator: Operator | null;
    /** The page is one of the administrators'. */
    inSettings: boolean;
    /** The operator has to set up a second factor before anything else. */
    mustSetUp: boolean;
    /** How many deliveries and late numbers wait for the operator (`SignedIn`). */
    blocked: number;
  }
  interface FastifyContextConfig {
    /** The route reads multipart bodies, through `readForm`. */
    multipart?: boolean;
    /**
     * `'page'`: the route itself answers to a missing CSRF token, with the page and what was typed in it. `'signed'`: what is sent
     * comes from elsewhere, and nothing of it is believed that its sender has not signed.
     */
    csrf?: 'page' | 'signed';
    /** A page asks for it by itself, again and again: it is no sign that somebody is there, and prolongs no session. */
    unattended?: boolean;
  }
}

/** The path of the request, without query and without a slash at the end. */
export const pathOf = (request: FastifyRequest): string =>
  (request.url.split('?', 1)[0] ?? '/').replace(/(?<=.)\/$/u, '');

/** Whether the request is for the pages of the operators. */
export const inOffice = (request: FastifyRequest): boolean =>
  request.ente !== null && `${pathOf(request)}/`.startsWith(`/${request.ente.slug}/operatori/`);

/** The Comune of a page below `/:ente`. */
export const enteOf = (request: FastifyRequest): Tenant => {
  if (request.ente === null) throw new Problem('not_found');
  return request.ente;
};

/** Who is signed in, on a page behind the citizen's gate. */
export const citizenOf = (request: FastifyRequest): Citizen => {
  if (request.citizen === null) throw new Error(`${request.routeOptions.url} is not behind the citizen's gate`);
  return request.citizen;
};

/** The same with how strongly they have signed in, for what a service may ask of who writes to it. */
export const signedInOf = (request: FastifyRequest): SignedInCitizen => {
  const { id: citizenId } = citizenOf(request);
  if (request.level === 0) throw new Error('Somebody is signed in at no level');
  return { citizenId, level: request.level };
};

/** Who is signed in, on a page behind the operator's gate. */
export const operatorOf = (request: FastifyRequest): Operator => {
  if (request.operator === null) throw new Error(`${request.routeOptions.url} is not behind the operator's gate`);
  return request.operator;
};

/** The same with where they come from, for what the register of the office keeps. */
export const actorOf = (request: FastifyRequest): Actor => ({ operator: operatorOf(request), address: request.ip });
