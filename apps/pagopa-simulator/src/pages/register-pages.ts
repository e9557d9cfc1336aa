import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { Inside } from '../simulation.ts';
import { cartPages } from './cart-pages.ts';
import { counterPages } from './counter-pages.ts';
import { STYLE, STYLE_PATH } from './html.ts';

/** What people see: the page of a cart, and the counter. */
export const registerPages = async (
  server: FastifyInstance,
  inside: Inside,
  creditors: readonly string[],
): Promise<void> => {
  await server.register(formbody);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('referrer-policy', 'no-referrer').header('x-content-type-options', 'nosniff');
    // A page of somebody else's that sends its visitors here is not listened to; the portal leads here with a link or a form.
    if (request.method === 'POST' && request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
  });
  server.get(STYLE_PATH, async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  server.get('/', async (_request, reply) => reply.redirect('/sportello', 303));
  cartPages(server, inside);
  counterPages(server, inside, creditors);
};
