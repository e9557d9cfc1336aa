import {
  FEDERATIONS,
  type Federation,
  type SignInLevel,
  signInLevelSchema,
  type Tenant,
  USUAL_SIGN_IN_LEVEL,
} from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { askToConfirm, ingressoRoutes } from './ingresso.ts';
import { logRefusal } from './log-refusal.ts';
import { logoutRoutes } from './logout.ts';
import { goneView, refusalView } from './refusal.ts';
import { showRefusal } from './show-refusal.ts';

/**
 * From one network, which may be that of a whole library; each makes a signature and a row. A run of an external checker signs in
 * over a hundred times within a minute, and whoever mends something runs it again.
 */
const LIMIT = { name: 'sign-in', max: 600, windowMs: 10 * 60 * 1000 };

/** An entityID is an address, and longer than other values of a query. */
const loginSchema = z.object({
  idp: z.string().max(1024).catch(''),
  verso: z.string().max(200).optional().catch(undefined),
  livello: z.coerce.number().pipe(signInLevelSchema).optional().catch(undefined),
});

const answerSchema = z.object({ SAMLResponse: z.string() });

/**
 * The level that a provider is asked for: the one that the address says. A password alone is asked for only on the way into a service
 * that is content with it.
 */
const levelOf = async (
  { portal }: WebContext,
  ente: Tenant,
  { wished, destination }: { readonly wished: SignInLevel; readonly destination: string },
): Promise<SignInLevel> => {
  if (wished >= USUAL_SIGN_IN_LEVEL) return wished;
  const slug = destination.slice(`/${ente.slug}/`.length).match(/^servizi\/(?<slug>[a-z0-9-]+)\/compila$/u)
    ?.groups?.slug;
  if (slug === undefined) return USUAL_SIGN_IN_LEVEL;
  const service = await portal.unitOfWork.read(ente.id, ({ services }) => services.bySlug(slug));
  return service !== null && service.settings.signInLevel <= wished ? wished : USUAL_SIGN_IN_LEVEL;
};

/** The doors of one federation: metadata, the way out to a provider, the way back, the logout. */
const doorsOf = (scope: FastifyInstance, context: WebContext, federation: Federation): void => {
  const { portal, sessions, signInMark, routes } = context;

  scope.get(`/${federation}/metadata`, async (request, reply) => {
    const { settings } = await portal.federationsOf(enteOf(request));
    const ours = settings.find((one) => one.federation === federation);
    const metadata = ours === undefined ? null : await portal.federation.metadata(ours);
    if (metadata === null) throw new Problem('not_found');
    return reply.header('cache-control', 'no-cache').type('application/samlmetadata+xml').send(metadata);
  });

  scope.get(`/${federation}/login`, async (request, reply) => {
    const ente = enteOf(request);
    const { idp, verso, livello: wished = USUAL_SIGN_IN_LEVEL } = loginSchema.parse(request.query);
    const network = portal.networkOf(request.ip);
    if (!(await portal.isWithinLimit(ente.id, LIMIT, network))) throw new Problem('too_many_sign_ins');
    const destination = returnPage(routes, ente.slug, verso) ?? `/${ente.slug}/stanza`;
    const started = await portal.startSignIn(ente, {
      federation,
      provider: idp,
      level: await levelOf(context, ente, { wished, destination }),
      purpose: request.citizen === null ? 'access' : 'confirmation',
      destination,
      replaces: sessions.hashOf(request, 'citizen'),
      browser: signInMark.put(request, reply, ente, federation),
    });
    // Unknown, or withdrawn by the federation since the address was made.
    if (!started.ok) return showRefusal(context, request, reply, goneView, { destination, level: wished });
    return reply.header('cache-control', 'no-store').redirect(started.value.url, 302);
  });

  // The browser comes from the provider, perhaps without our cookies: what is believed is what the provider has signed.
  scope.post(`/${federation}/acs`, { config: { csrf: 'signed' } }, async (request, reply) => {
    const ente = enteOf(request);
    const sent = answerSchema.safeParse(request.body);
    const completed = await portal.completeSignIn(ente, federation, sent.success ? sent.data.SAMLResponse : '');
    if (!completed.ok) {
      const { asked, ...why } = completed.error;
      const refusal = refusalView(why);
      logRefusal(request, federation, why, 'a sign-in is refused');
      if (refusal.alarm) request.log.error({ ente: ente.slug, federation, ...why }, 'a provider refuses our requests');
      return showRefusal(context, request, reply, refusal, asked);
    }
    const { citizen, level, provider, destination, browser } = completed.value;
    if (signInMark.hashOf(request) !== browser) {
      return askToConfirm(context, request, reply, federation, completed.value);
    }
    await sessions.start(request, reply, ente, { kind: 'citizen', id: citizen.id, level, provider });
    return reply.header('cache-control', 'no-store').redirect(destination, 303);
  });

  ingressoRoutes(scope, context, federation);
  logoutRoutes(scope, context, federation);
};

/** Sign-in with SPID and CIE (manual §3), to the letter of the rules of the federations. Public. */
export const federazionePage = (scope: FastifyInstance, context: WebContext): void => {
  for (const federation of FEDERATIONS) doorsOf(scope, context, federation);
};
