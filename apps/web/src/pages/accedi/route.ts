import { signInLevelSchema } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { accediView, titleOf } from './view-model.ts';

/** "Autènticati" (manual §3): the ways in, and an explanation for who has none. Public. */
export const accediPage = (scope: FastifyInstance, { portal, show, routes }: WebContext): void => {
  scope.get('/accedi', async (request, reply) => {
    const ente = enteOf(request);
    const destination = returnPage(routes, ente.slug, queryText(request, 'verso'));
    const { data: level } = signInLevelSchema.safeParse(Number(queryText(request, 'livello')));
    const isIn = request.citizen !== null && (level === undefined || level <= request.level);
    if (isIn) return reply.redirect(destination ?? `/${ente.slug}/stanza`, 303);
    const again = request.citizen !== null;
    const { providers } = await portal.federationsOf(ente);
    return show(request, reply, {
      template: 'accedi',
      view: accediView(`/${ente.slug}`, { providers, destination, level: level ?? null, again }),
      title: titleOf(again),
      status: providers.length > 0 ? 200 : 503,
    });
  });
};
