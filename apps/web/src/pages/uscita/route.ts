import type { FastifyInstance } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';

/** "Esci dalla sessione autenticata" (manual §11): ends the session and goes back to the first page of the Comune. */
export const uscitaPage = (scope: FastifyInstance, { sessions }: WebContext): void => {
  scope.post('/esci', async (request, reply) => {
    const ente = enteOf(request);
    await sessions.end(request, reply, ente, 'citizen');
    return reply.redirect(`/${ente.slug}/servizi`, 303);
  });
};
