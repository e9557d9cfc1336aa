import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import { safeReturnPath } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** How long somebody may stay at the identity provider. */
const REQUEST_LIFETIME_MS = 15 * 60 * 1000;

/** "Autènticati" (manual §3): where the sign-in begins. Public. */
export const accediPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = (request: FastifyRequest, reply: FastifyReply, destination: string | null, expired: boolean) => {
    const { slug } = enteOf(request);
    const available = portal.identityProvider !== null;
    return show(request, reply, {
      template: 'accedi',
      view: {
        heading: { title: texts.titolo, lead: available ? texts.introduzione : texts.nonDisponibile },
        form: available ? { action: `/${slug}/accedi`, destination: destination ?? '' } : null,
        servicesHref: `/${slug}/servizi`,
      },
      title: texts.titolo,
      status: available ? (expired ? 403 : 200) : 503,
      hasErrors: expired,
      flash: expired && available ? notice('error', { text: texts.scaduta }) : null,
    });
  };

  scope.get('/accedi', async (request, reply) => {
    const { slug } = enteOf(request);
    const destination = safeReturnPath(slug, queryText(request, 'verso'));
    if (request.citizen !== null) return reply.redirect(destination ?? `/${slug}/stanza`, 303);
    return page(request, reply, destination, false);
  });

  scope.post('/accedi', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { verso, [CSRF_FIELD]: token } = formFields(request);
    const destination = safeReturnPath(ente.slug, verso);
    if (!csrf.verify(request, token)) return page(request, reply, destination, true);
    if (portal.identityProvider === null) return page(request, reply, destination, false);
    const id = portal.ids.next();
    const expiresAt = new Date(portal.clock.now().getTime() + REQUEST_LIFETIME_MS);
    await portal.signInRequests.open(ente.id, id, destination ?? `/${ente.slug}/stanza`, expiresAt);
    return reply.redirect(portal.identityProvider.startUrl(ente.slug, id), 303);
  });
};
