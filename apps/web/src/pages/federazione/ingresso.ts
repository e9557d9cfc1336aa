import {
  type CompletedSignIn,
  citizenIdSchema,
  type Federation,
  federationSchema,
  fullName,
  signInLevelSchema,
  type Tenant,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { enteOf } from '../../http/request-facts.ts';
import { SIGN_IN_COOKIES } from '../../http/sign-in-mark.ts';
import type { WebContext } from '../../http/web-context.ts';
import { overView } from './refusal.ts';
import { showRefusal } from './show-refusal.ts';
import { texts } from './texts.it.ts';

const { name: COOKIE, minutes: MINUTES } = SIGN_IN_COOKIES.entry;

const entrySchema = z.object({
  until: z.coerce.date(),
  name: z.string(),
  citizenId: citizenIdSchema,
  level: signInLevelSchema,
  provider: z.object({
    federation: federationSchema,
    provider: z.string(),
    nameId: z.string(),
    nameQualifier: z.string(),
    sessionIndex: z.string().nullable(),
  }),
  destination: z.string(),
});

const contextOf = (ente: Tenant, federation: Federation): string => `sign-in entry ${ente.id} ${federation}`;
const pathOf = (ente: Tenant, federation: Federation): string => `/${ente.slug}/${federation}/ingresso`;

const cookieOf = ({ secure }: WebContext, ente: Tenant, federation: Federation) =>
  ({ path: pathOf(ente, federation), httpOnly: true, secure, sameSite: 'lax' }) as const;

/**
 * Keeps a sign-in, sealed, in the browser that brought the answer, which is not known to be the one that asked: its page says who is
 * about to enter, and only their word starts the session (ADR 38).
 */
export const askToConfirm = (
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  federation: Federation,
  { citizen, ...signedIn }: CompletedSignIn,
): FastifyReply => {
  const ente = enteOf(request);
  const { level, provider, destination } = signedIn;
  const until = new Date(context.portal.clock.now().getTime() + MINUTES * 60_000).toISOString();
  const entry = { until, name: fullName(citizen.identity), citizenId: citizen.id, level, provider, destination };
  const sealed = context.portal.secretBox.seal(contextOf(ente, federation), JSON.stringify(entry));
  reply.setCookie(COOKIE, sealed, { ...cookieOf(context, ente, federation), maxAge: MINUTES * 60 });
  return reply.header('cache-control', 'no-store').redirect(pathOf(ente, federation), 303);
};

/** "Stai entrando come …": the page on which a sign-in is confirmed that another browser may have asked for. */
export const ingressoRoutes = (scope: FastifyInstance, context: WebContext, federation: Federation): void => {
  const { portal, sessions, show } = context;

  /** The sign-in that waits; null when there is none, or it has waited too long. */
  const entryOf = (request: FastifyRequest): z.infer<typeof entrySchema> | null => {
    const sealed = request.cookies[COOKIE];
    const text = sealed === undefined ? null : portal.secretBox.open(contextOf(enteOf(request), federation), sealed);
    const entry = text === null ? null : entrySchema.parse(JSON.parse(text));
    return entry === null || entry.until <= portal.clock.now() ? null : entry;
  };

  scope.get(`/${federation}/ingresso`, async (request, reply) => {
    const ente = enteOf(request);
    reply.header('cache-control', 'no-store');
    const entry = entryOf(request);
    if (entry === null) return showRefusal(context, request, reply, overView, null);
    return show(request, reply, {
      template: 'federazione/ingresso',
      view: {
        heading: { title: texts.ingresso.titolo(entry.name), lead: texts.ingresso.testo },
        action: pathOf(ente, federation),
        againHref: `/${ente.slug}/accedi`,
      },
      title: texts.ingresso.titolo(entry.name),
    });
  });

  scope.post(`/${federation}/ingresso`, async (request, reply) => {
    const ente = enteOf(request);
    const entry = entryOf(request);
    reply.clearCookie(COOKIE, cookieOf(context, ente, federation));
    if (entry === null) return showRefusal(context, request, reply, overView, null);
    const { citizenId: id, level, provider, destination } = entry;
    await sessions.start(request, reply, ente, { kind: 'citizen', id, level, provider });
    return reply.redirect(destination, 303);
  });
};
