import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Pages travel compressed: those with many alike fields become twenty times smaller. Only those that a person opens
 * (Fetch Metadata, `Sec-Fetch-Dest: document`): who has a browser load a page again and again unseen, with texts of
 * theirs in its address, must not learn from its length what else is in it (BREACH, CVE-2013-3587; ADR 26). What is fetched
 * before anybody has opened it says so (`Sec-Purpose: prefetch`).
 */
export const registerCompression = async (app: FastifyInstance): Promise<void> => {
  app.addHook('onRequest', async ({ headers }) => {
    const opened = headers['sec-fetch-dest'] === 'document' && headers['sec-purpose'] === undefined;
    if (!opened) headers['x-no-compression'] = 'true';
  });
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    customTypes: /^text\/html/u,
    syncThreshold: 0, // never in the way of another request: in the pool of threads
  });
};
