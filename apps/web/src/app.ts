import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { makeCsrf } from './http/csrf.ts';
import { registerErrors } from './http/errors.ts';
import { citizenGate, enteGate, operatorGate, visitorGate } from './http/gates.ts';
import type { Mailbox } from './http/mailbox.ts';
import { makeRouteTable, type RouteTable } from './http/route-table.ts';
import { registerSecurity, requireCsrf } from './http/security.ts';
import { makeSessions } from './http/sessions.ts';
import { makeShowPage } from './http/show-page.ts';
import type { WebContext } from './http/web-context.ts';
import type { Portal } from './portal.ts';
import { ASSETS_PREFIX, readAssets } from './ui/manifest.ts';
import { makeTemplates } from './ui/templates.ts';

export interface AppOptions {
  readonly portal: Portal;
  readonly mode: 'development' | 'production' | 'test';
  /** Cookies only over HTTPS, and HSTS. */
  readonly secure: boolean;
  readonly logger: NonNullable<FastifyServerOptions['logger']>;
  /** Trust the proxy in front for the client's address. */
  readonly trustProxy: boolean;
  /** Messages kept in the database, for the page that shows them in development; null when there is none. */
  readonly mailbox: Mailbox | null;
}

export interface App {
  readonly server: FastifyInstance;
  readonly routes: RouteTable;
}

const root = join(import.meta.dirname, '..');

/** One thing below `/:ente`, behind its guard. The order is the table of contents of the portal. */
const registerEnte = async (scope: FastifyInstance, context: WebContext): Promise<void> => {
  enteGate(scope, context);
  await scope.register(async (visitor) => {
    visitorGate(visitor, context);
    // PAGES visitor
  });
  await scope.register(async (signedIn) => {
    citizenGate(signedIn, context, 'session');
    // PAGES session
  });
  await scope.register(async (agreed) => {
    citizenGate(agreed, context, 'terms');
    // PAGES terms
  });
  await scope.register(async (citizen) => {
    citizenGate(citizen, context, 'profile');
    // PAGES citizen
  });
  await scope.register(async (office) => {
    operatorGate(office, context);
    // PAGES office
  });
};

/** The web app, ready to listen. */
export const buildApp = async (options: AppOptions): Promise<App> => {
  const server = fastify({ logger: options.logger, trustProxy: options.trustProxy, disableRequestLogging: true });
  const routes = makeRouteTable(server);
  const assets = readAssets(join(root, 'dist/assets'));
  const templates = await makeTemplates({
    pagesDir: join(root, 'src/pages'),
    partialsDir: join(root, 'src/ui/partials'),
    assets,
  });
  const csrf = makeCsrf(options);
  const sessions = makeSessions({ ...options.portal, ...options, csrf });
  const show = makeShowPage({ templates, csrf });
  const context: WebContext = { portal: options.portal, sessions, csrf, show, mode: options.mode };

  server.decorateRequest('ente', null);
  server.decorateRequest('citizen', null);
  server.decorateRequest('operator', null);
  await registerSecurity(server, options);
  requireCsrf(server, csrf);
  registerErrors(server, show, routes);
  await server.register(fastifyStatic, {
    root: assets.dir,
    prefix: ASSETS_PREFIX,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
  });
  // PAGES root
  await server.register((scope) => registerEnte(scope, context), { prefix: '/:ente' });
  return { server, routes };
};
