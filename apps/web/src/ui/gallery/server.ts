import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { registerCompression } from '../../http/compression.ts';
import { ASSETS_PREFIX, readAssets } from '../manifest.ts';
import { makeTemplates } from '../templates.ts';
import { bareShell, galleryShell } from './shells.ts';
import { confirmView, formView, galleryView } from './view.ts';

/**
 * Serves the gallery of the components (`/`, `/modulo` and `/conferma`) on a free loopback port, under the strict policy of the application.
 * What a form posts to `/invio` is answered as text.
 * @returns the server, to be closed, and its address
 */
export async function serveGallery(): Promise<{ app: FastifyInstance; origin: string }> {
  const ui = join(import.meta.dirname, '..');
  const assets = readAssets(join(ui, '../../dist/assets'));
  const pagesDir = join(import.meta.dirname, 'pages');
  const templates = await makeTemplates({ pagesDir, partialsDir: join(ui, 'partials'), assets });
  const app = Fastify();
  const self = ["'self'"];
  const secured = helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: self,
        scriptSrc: self,
        fontSrc: self,
        imgSrc: [...self, 'data:'],
        formAction: self,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  app.addHook('onRequest', ({ raw }, reply, done) => secured(raw, reply.raw, () => done()));
  await registerCompression(app);
  await app.register(fastifyStatic, { root: assets.dir, prefix: ASSETS_PREFIX, preCompressed: true });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.get('/', (_request, reply) =>
    reply.type('text/html').send(templates.render('galleria', galleryView(), galleryShell())),
  );
  app.get('/modulo', (_request, reply) =>
    reply.type('text/html').send(templates.render('modulo', formView(), galleryShell())),
  );
  app.get('/conferma', (_request, reply) =>
    reply.type('text/html').send(templates.render('conferma', confirmView, bareShell())),
  );
  app.post('/invio', (request, reply) => reply.type('text/plain').send(request.body));
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, origin };
}
