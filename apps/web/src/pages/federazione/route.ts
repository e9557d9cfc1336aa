import { FEDERATIONS, type Federation, signInLevelSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { safeReturnPath } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { logoutRoutes } from './logout.ts';
import { refusalView } from './refusal.ts';
import { texts } from './texts.it.ts';

/** Of a service that asks for nothing else: a password and a second factor. */
const USUAL_LEVEL = 2;

/** An entityID is an address, and longer than other values of a query. */
const loginSchema = z.object({
  idp: z.string().max(1024),
  verso: z.string().max(200).optional(),
  livello: z.coerce.number().pipe(signInLevelSchema).optional(),
});

const answerSchema = z.object({ SAMLResponse: z.string() });

/** Answers with the page of what went wrong, and a way to begin again. */
const showRefusal = (
  { show }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: { readonly status: number; readonly title: string; readonly text: string },
): FastifyReply => {
  const { slug } = enteOf(request);
  return show(request, reply, {
    template: 'federazione',
    view: {
      heading: { title: refusal.title, lead: refusal.text },
      again: { href: `/${slug}/accedi`, label: texts.riprova },
    },
    title: refusal.title,
    status: refusal.status,
  });
};

/** The doors of one federation: metadata, the way out to a provider, the way back, the logout. */
const doorsOf = (scope: FastifyInstance, context: WebContext, federation: Federation): void => {
  const { portal, sessions } = context;

  scope.get(`/${federation}/metadata`, async (request, reply) => {
    const { settings } = await portal.federationsOf(enteOf(request));
    const ours = settings.find((one) => one.federation === federation);
    const metadata = ours === undefined ? null : await portal.federation.metadata(ours);
    if (metadata === null) throw new Problem('not_found');
    return reply.type('application/samlmetadata+xml').send(metadata);
  });

  scope.get(`/${federation}/login`, async (request, reply) => {
    const ente = enteOf(request);
    const asked = loginSchema.safeParse(request.query);
    if (!asked.success) throw new Problem('not_found');
    const { idp, verso, livello = USUAL_LEVEL } = asked.data;
    const started = await portal.startSignIn(ente, {
      federation,
      provider: idp,
      level: livello,
      purpose: request.citizen === null ? 'access' : 'confirmation',
      destination: safeReturnPath(ente.slug, verso) ?? `/${ente.slug}/stanza`,
    });
    if (!started.ok) throw new Problem(started.error.code);
    return reply.header('cache-control', 'no-store').redirect(started.value.url, 302);
  });

  // The browser comes from the provider, without our cookies: what is believed is what the provider has signed.
  scope.post(`/${federation}/acs`, { config: { csrf: 'signed' } }, async (request, reply) => {
    const ente = enteOf(request);
    const sent = answerSchema.safeParse(request.body);
    const completed = await portal.completeSignIn(ente, federation, sent.success ? sent.data.SAMLResponse : '');
    if (!completed.ok) {
      const refusal = refusalView(completed.error);
      if (refusal.alarm) request.log.error({ federation, refusal: completed.error }, 'a provider refuses our requests');
      return showRefusal(context, request, reply, refusal);
    }
    const { citizen, level, provider, destination } = completed.value;
    await sessions.start(request, reply, ente, { kind: 'citizen', id: citizen.id, level, provider });
    return reply.redirect(destination, 303);
  });

  logoutRoutes(scope, context, federation, (request, reply) =>
    showRefusal(context, request, reply, {
      status: 400,
      title: texts.uscitaNonValida.titolo,
      text: texts.uscitaNonValida.testo,
    }),
  );
};

/** Sign-in with SPID and CIE (manual §3), to the letter of the rules of the federations. Public. */
export const federazionePage = (scope: FastifyInstance, context: WebContext): void => {
  for (const federation of FEDERATIONS) doorsOf(scope, context, federation);
};
