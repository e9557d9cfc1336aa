import type { FastifyInstance } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { enteOf } from '../../http/request-facts.ts';
import { showStillIn } from '../../http/show-still-in.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';

/** "Esci dalla sessione autenticata" (manual §11): ends the session and goes back to the first page of the Comune. */
export const uscitaPage = (scope: FastifyInstance, { portal, sessions, csrf, show }: WebContext): void => {
  scope.post('/esci', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const isOurs = csrf.verify(request, formFields(request)[CSRF_FIELD]);
    if (!isOurs && request.citizen !== null) return showStillIn(show, request, reply, `/${ente.slug}/esci`);
    const provider = isOurs ? await sessions.end(request, reply, ente, 'citizen') : null;
    const onward = provider === null ? null : await portal.askProviderLogout(ente, provider);
    if (onward === null) return reply.redirect(`/${ente.slug}/servizi`, 303);
    // Not a redirect: the policy of the page that the form is on lets forms lead to the portal alone.
    request.citizen = null;
    return show(request, reply, {
      template: 'uscita/gestore',
      view: {
        heading: { title: texts.gestore.titolo, lead: texts.gestore.testo },
        href: onward.url,
        servicesHref: `/${ente.slug}/servizi`,
      },
      title: texts.gestore.titolo,
    });
  });
};
