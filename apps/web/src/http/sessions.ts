import type {
  Clock,
  ProviderSession,
  SessionStore,
  SessionSubject,
  SessionTimes,
  SignedIn,
  Tenant,
} from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserTokenIn, hashOfToken, newBrowserToken } from './browser-token.ts';
import type { Csrf } from './csrf.ts';

type Kind = SessionSubject['kind'];

const HOUR_MS = 60 * 60 * 1000;
export const SESSION_HOURS = {
  /** How long it lasts unused: longer makes a forgotten browser dangerous, shorter loses a form left over lunch. */
  unused: 8,
  /** However much it is used: who stole a token does not keep it for ever. */
  longest: 12,
} as const;
/** Between the password and the code of the second factor. */
const HALF_MINUTES = 10;
const UNUSED_MS = SESSION_HOURS.unused * HOUR_MS;
const LONGEST_MS = SESSION_HOURS.longest * HOUR_MS;

/** The names of the cookies that hold a session's token. */
export const SESSION_COOKIES = {
  citizen: 'stanza_cittadino',
  operator: 'stanza_operatore',
} as const satisfies Readonly<Record<Kind, string>>;
/** The two never meet: an operator's cookie is sent to the operators' pages alone. */
const pathOf = (kind: Kind, ente: Tenant): string => (kind === 'citizen' ? `/${ente.slug}` : `/${ente.slug}/operatori`);

const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
/** A session that waits for a code is short, and is not prolonged. */
const timesOf = (subject: SessionSubject, now: Date): SessionTimes => {
  if (subject.kind === 'operator' && subject.awaitsCode) {
    const end = later(now, HALF_MINUTES * 60_000);
    return { expiresAt: end, endsAt: end };
  }
  return { expiresAt: later(now, UNUSED_MS), endsAt: later(now, LONGEST_MS) };
};

export interface Sessions {
  /**
   * Who is signed in; a session of which more than half is over is prolonged, so that most requests write nothing, but not by what
   * nobody has asked for (`unattended`).
   */
  find(request: FastifyRequest, ente: Tenant, kind: Kind): Promise<SignedIn | null>;
  /** Starts a session under a new token and ends the one that the browser had: a planted token is worth nothing. */
  start(request: FastifyRequest, reply: FastifyReply, ente: Tenant, subject: SessionSubject): Promise<void>;
  /** Hash of the token of the session that the browser has, as the store knows it; null when it has none. */
  hashOf(request: FastifyRequest, kind: Kind): string | null;
  /** Ends it in the store, not only in the browser. @returns the session of the provider that goes with it */
  end(request: FastifyRequest, reply: FastifyReply, ente: Tenant, kind: Kind): Promise<ProviderSession | null>;
}

export const makeSessions = (deps: {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly csrf: Csrf;
  readonly secure: boolean;
}): Sessions => {
  const tokenOf = (request: FastifyRequest, kind: Kind): string | null =>
    browserTokenIn(request, SESSION_COOKIES[kind]);
  const cookie = (kind: Kind, ente: Tenant) =>
    ({ path: pathOf(kind, ente), httpOnly: true, sameSite: 'lax', secure: deps.secure }) as const;
  const endStored = async (request: FastifyRequest, ente: Tenant, kind: Kind): Promise<ProviderSession | null> => {
    const token = tokenOf(request, kind);
    return token === null ? null : deps.sessions.end(ente.id, hashOfToken(token));
  };
  return {
    async find(request, ente, kind) {
      const token = tokenOf(request, kind);
      if (token === null) return null;
      const now = deps.clock.now();
      const found = await deps.sessions.find(ente.id, hashOfToken(token), now);
      if (found?.signedIn.kind !== kind) return null;
      const { expiresAt, endsAt, signedIn } = found;
      const half = later(now, UNUSED_MS / 2);
      if (expiresAt < half && expiresAt < endsAt && request.routeOptions.config.unattended !== true) {
        await deps.sessions.prolong(ente.id, hashOfToken(token), now, later(now, UNUSED_MS));
      }
      return signedIn;
    },
    async start(request, reply, ente, subject) {
      await endStored(request, ente, subject.kind);
      const token = newBrowserToken();
      const now = deps.clock.now();
      const { expiresAt, endsAt } = timesOf(subject, now);
      await deps.sessions.create(ente.id, hashOfToken(token), subject, { expiresAt, endsAt });
      // The browser keeps it to the last: the store knows when it is over.
      reply.setCookie(SESSION_COOKIES[subject.kind], token, { ...cookie(subject.kind, ente), expires: endsAt });
      deps.csrf.rotate(request, reply);
    },
    hashOf(request, kind) {
      const token = tokenOf(request, kind);
      return token === null ? null : hashOfToken(token);
    },
    async end(request, reply, ente, kind) {
      const provider = await endStored(request, ente, kind);
      reply.clearCookie(SESSION_COOKIES[kind], cookie(kind, ente));
      deps.csrf.rotate(request, reply);
      return provider;
    },
  };
};
