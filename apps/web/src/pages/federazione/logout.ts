import type { Federation, LogoutMessage } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formFields } from '../../http/form.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { logRefusal } from './log-refusal.ts';
import { texts } from './texts.it.ts';

/** Single logout: the requests of a provider, and its answers to ours. Nothing that is not signed ends a session. */
export const logoutRoutes = (scope: FastifyInstance, { portal, show }: WebContext, federation: Federation): void => {
  const receive = async (
    request: FastifyRequest,
    reply: FastifyReply,
    message: LogoutMessage,
  ): Promise<FastifyReply> => {
    const ente = enteOf(request);
    const received = await portal.receiveLogout(ente, federation, message);
    if (!received.ok) {
      logRefusal(request, federation, received.error, 'a logout is refused');
      const { titolo: title, testo: lead, servizi: label } = texts.uscitaNonValida;
      const view = { heading: { title, lead }, again: { href: `/${ente.slug}/servizi`, label } };
      return show(request, reply, { template: 'federazione', view, title, status: 400 });
    }
    reply.header('cache-control', 'no-store');
    const { answer } = received.value;
    return answer === null ? reply.redirect(`/${ente.slug}/servizi?fatto=uscita`, 303) : reply.redirect(answer, 302);
  };

  scope.get(`/${federation}/logout`, async (request, reply) => {
    // As it was sent: the signature is over the bytes of the query.
    const url = request.originalUrl;
    const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
    // No message at all: a bookmark, or a page that was loaded again.
    if (query === '') return reply.redirect(`/${enteOf(request).slug}/servizi`, 303);
    return receive(request, reply, { binding: 'redirect', query });
  });

  scope.post(`/${federation}/logout`, { config: { csrf: 'signed' } }, async (request, reply) => {
    return receive(request, reply, { binding: 'post', form: formFields(request) });
  });
};
