import { createHash, randomBytes } from 'node:crypto';
import type { Clock, SessionStore, SessionSubject, SignedIn, Tenant } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Csrf } from './csrf.ts';

type Kind = SessionSubject['kind'];

/** A working day: longer makes a forgotten browser dangerous, shorter loses a form left over lunch. */
const LIFETIME_MS = 8 * 60 * 60 * 1000;

const COOKIE: Readonly<Record<Kind, string>> = { citizen: 'stanza_cittadino', operator: 'stanza_operatore' };
/** The two never meet: an operator's cookie is sent to the operators' pages alone. */
const pathOf = (kind: Kind, ente: Tenant): string => (kind === 'citizen' ? `/${ente.slug}` : `/${ente.slug}/operatori`);

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
const TOKEN = /^[\w-]{43}$/u;

export interface Sessions {
  find(request: FastifyRequest, ente: Tenant, kind: Kind): Promise<SignedIn | null>;
  /** Starts a session under a new token and ends the one that the browser had: a planted token is worth nothing. */
  start(request: FastifyRequest, reply: FastifyReply, ente: Tenant, subject: SessionSubject): Promise<void>;
  /** Ends it in the store, not only in the browser. */
  end(request: FastifyRequest, reply: FastifyReply, ente: Tenant, kind: Kind): Promise<void>;
}

export const makeSessions = (deps: {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly csrf: Csrf;
  readonly secure: boolean;
}): Sessions => {
  const tokenOf = (request: FastifyRequest, kind: Kind): string | null => {
    const token = request.cookies[COOKIE[kind]];
    return token !== undefined && TOKEN.test(token) ? token : null;
  };
  const cookie = (kind: Kind, ente: Tenant) =>
    ({ path: pathOf(kind, ente), httpOnly: true, sameSite: 'lax', secure: deps.secure }) as const;
  const endStored = async (request: FastifyRequest, ente: Tenant, kind: Kind): Promise<void> => {
    const token = tokenOf(request, kind);
    if (token !== null) await deps.sessions.end(ente.id, hash(token));
  };
  return {
    async find(request, ente, kind) {
      const token = tokenOf(request, kind);
      if (token === null) return null;
      const found = await deps.sessions.find(ente.id, hash(token), deps.clock.now());
      return found?.kind === kind ? found : null;
    },
    async start(request, reply, ente, subject) {
      await endStored(request, ente, subject.kind);
      const token = randomBytes(32).toString('base64url');
      const expires = new Date(deps.clock.now().getTime() + LIFETIME_MS);
      await deps.sessions.create(ente.id, hash(token), subject, expires);
      reply.setCookie(COOKIE[subject.kind], token, { ...cookie(subject.kind, ente), expires });
      deps.csrf.rotate(reply);
    },
    async end(request, reply, ente, kind) {
      await endStored(request, ente, kind);
      reply.clearCookie(COOKIE[kind], cookie(kind, ente));
      deps.csrf.rotate(reply);
    },
  };
};
