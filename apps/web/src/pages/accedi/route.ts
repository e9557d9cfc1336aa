import type { FastifyInstance } from 'fastify';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import { safeReturnPath } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';

/** How long somebody may stay at the identity provider. */
const REQUEST_LIFETIME_MS = 15 * 60 * 1000;

/** "Autènticati" (manual §3): where the sign-in begins. Public. */
export const accediPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/accedi', async (request, reply) => {
    const { slug } = enteOf(request);
    const destination = safeReturnPath(slug, queryText(request, 'verso'));
    if (request.citizen !== null) return reply.redirect(destination ?? `/${slug}/stanza`, 303);
    return show(request, reply, {
      template: 'accedi',
      view: {
        heading: { title: texts.titolo, lead: texts.introduzione },
        action: `/${slug}/accedi`,
        destination: destination ?? '',
      },
      title: texts.titolo,
    });
  });

  scope.post('/accedi', async (request, reply) => {
    const ente = enteOf(request);
    const destination = safeReturnPath(ente.slug, formFields(request).verso) ?? `/${ente.slug}/stanza`;
    const id = portal.ids.next();
    const expiresAt = new Date(portal.clock.now().getTime() + REQUEST_LIFETIME_MS);
    await portal.signInRequests.open(ente.id, id, destination, expiresAt);
    return reply.redirect(portal.identityProvider.startUrl(ente.slug, id), 303);
  });
};
