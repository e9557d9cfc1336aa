import { placeName } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import type { WebContext } from '../../http/web-context.ts';

const MAX_SUGGESTIONS = 10;
const SHORTEST = 2;

/** Names of municipalities and countries, for the boxes that suggest them while one types. Public facts, the same for all. */
export const luoghiPage = (scope: FastifyInstance, { portal: { territory } }: WebContext): void => {
  scope.get('/luoghi', async (request, reply) => {
    const typed = queryText(request, 'cerca').trim();
    const suggest =
      queryText(request, 'tipo') === 'stato' ? territory.suggestCountries : territory.suggestMunicipalities;
    const places = typed.length < SHORTEST ? [] : suggest(typed, MAX_SUGGESTIONS);
    return reply.header('cache-control', 'public, max-age=3600').send(places.map(placeName));
  });
};
