import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { protocolApi } from './api/protocollo/route.ts';
import { registerCompression } from './http/compression.ts';
import { makeCsrf } from './http/csrf.ts';
import { registerErrors, registerNotFound } from './http/errors.ts';
import { citizenGate, enteGate, visitorGate } from './http/gates.ts';
import { readableUrl } from './http/readable-url.ts';
import { registerPart } from './http/register-part.ts';
import { makeRouteTable, type RouteTable } from './http/route-table.ts';
import { registerSecurity, requireCsrf } from './http/security.ts';
import { makeSessions } from './http/sessions.ts';
import { makeShowPage } from './http/show-page.ts';
import { makeSignInMark } from './http/sign-in-mark.ts';
import type { WebContext } from './http/web-context.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import { accediPage } from './pages/accedi/route.ts';
import { allegatiPage } from './pages/allegati/route.ts';
import { avvisoPage } from './pages/avviso/route.ts';
import { bozzaPage } from './pages/bozza/route.ts';
import { compilazionePage } from './pages/compilazione/route.ts';
import { comuniPage } from './pages/comuni/route.ts';
import { condizioniPage } from './pages/condizioni/route.ts';
import { cookiePage } from './pages/cookie/route.ts';
import { eliminaAllegatoPage } from './pages/elimina-allegato/route.ts';
import { eliminaBozzaPage } from './pages/elimina-bozza/route.ts';
import { federazionePage } from './pages/federazione/route.ts';
import { integrazionePage } from './pages/integrazione/route.ts';
import { luoghiPage } from './pages/luoghi/route.ts';
import { mieiDatiPage } from './pages/miei-dati/route.ts';
import { pagamentiPage } from './pages/pagamenti/route.ts';
import { documentiDiPagamento, pagamentoPage } from './pages/pagamento/route.ts';
import { postaPage } from './pages/posta/route.ts';
import { praticaPage } from './pages/pratica/route.ts';
import { pratichePage } from './pages/pratiche/route.ts';
import { profiloPage } from './pages/profilo/route.ts';
import { ricevutaPage } from './pages/ricevuta/route.ts';
import { serviziPage } from './pages/servizi/route.ts';
import { servizioPage } from './pages/servizio/route.ts';
import { stanzaPage } from './pages/stanza/route.ts';
import { uscitaPage } from './pages/uscita/route.ts';
import { valutazionePage } from './pages/valutazione/route.ts';
import { valutazioneSchedaPage } from './pages/valutazione-scheda/route.ts';
import type { Portal } from './portal.ts';
import { registerOffice } from './register-office.ts';
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

/** Long enough for a large file over a slow line, short enough that nobody holds a connection for ever. */
const REQUEST_TIMEOUT_MS = 5 * 60 * 1000;

/** After so long in which nothing comes and nothing is taken, nobody is there any more: who reads nothing holds up no download. */
const IDLE_TIMEOUT_MS = 2 * 60 * 1000;

const root = join(import.meta.dirname, '..');

/** One thing below `/:ente`, behind its guard. The order is the table of contents of the portal. */
const registerEnte = async (scope: FastifyInstance, context: WebContext): Promise<void> => {
  enteGate(scope, context);
  await registerPart(scope, 'visitors', async (visitor) => {
    visitorGate(visitor, context);
    registerNotFound(visitor, context.show, context.routes);
    serviziPage(visitor, context);
    servizioPage(visitor, context);
    valutazioneSchedaPage(visitor, context);
    luoghiPage(visitor, context);
    cookiePage(visitor, context);
    accediPage(visitor, context);
    // Not behind the citizen's gate: who goes out when the session is already over is out all the same.
    uscitaPage(visitor, context);
    federazionePage(visitor, context);
  });
  await registerPart(scope, 'terms', async (signedIn) => {
    citizenGate(signedIn, context, 'session', 1);
    condizioniPage(signedIn, context);
  });
  await registerPart(scope, 'profile', async (agreed) => {
    citizenGate(agreed, context, 'terms', 1);
    profiloPage(agreed, context);
  });
  await registerPart(scope, 'drafts', async (writer) => {
    // Each service asks for its own level here.
    citizenGate(writer, context, 'profile', 1);
    bozzaPage(writer, context);
    compilazionePage(writer, context);
    pagamentoPage(writer, context);
  });
  await registerPart(scope, 'personal data', async (agreed) => {
    citizenGate(agreed, context, 'terms');
    mieiDatiPage(agreed, context);
  });
  await registerPart(scope, 'citizens', async (citizen) => {
    citizenGate(citizen, context, 'profile');
    stanzaPage(citizen, context);
    avvisoPage(citizen, context);
    pratichePage(citizen, context);
    praticaPage(citizen, context);
    integrazionePage(citizen, context);
    ricevutaPage(citizen, context);
    valutazionePage(citizen, context);
    eliminaBozzaPage(citizen, context);
    pagamentiPage(citizen, context);
    documentiDiPagamento(citizen, context);
    allegatiPage(citizen, context);
    eliminaAllegatoPage(citizen, context);
  });
  await registerOffice(scope, context);
  await registerPart(scope, 'protocol API', (api) => protocolApi(api, context), { prefix: '/api/protocollo/v1' });
};

/** The web app, ready to listen. */
export const buildApp = async (options: AppOptions): Promise<App> => {
  const server = fastify({
    logger: options.logger,
    trustProxy: options.trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    // A browser keeps connections open: at the end they are closed, not waited for.
    forceCloseConnections: 'idle',
    rewriteUrl: ({ url = '/' }) => readableUrl(url),
    // However long a part of an address is: whether there is such a page is for the pages to say.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
  });
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
  const signInMark = makeSignInMark(options);
  const { portal, mode, secure } = options;
  const context: WebContext = { portal, sessions, signInMark, csrf, show, routes, mode, secure };

  server.decorateRequest('ente', null);
  server.decorateRequest('citizen', null);
  server.decorateRequest('level', 0);
  server.decorateRequest('operator', null);
  server.decorateRequest('inSettings', false);
  server.decorateRequest('mustSetUp', false);
  server.decorateRequest('blocked', 0);
  await registerSecurity(server, { secure: options.secure, alone: options.mode !== 'test' });
  await registerCompression(server);
  requireCsrf(server, csrf);
  registerErrors(server, show, routes);
  registerNotFound(server, show, routes);
  await server.register(fastifyStatic, {
    root: assets.dir,
    prefix: ASSETS_PREFIX,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
  });
  comuniPage(server, context);
  if (options.mailbox !== null && options.mode !== 'production') postaPage(server, context, options.mailbox);
  const { testFederation } = options.portal;
  if (testFederation !== null && options.mode !== 'production') {
    const { gestoreProvaPage } = await import('./pages/gestore-prova/route.ts');
    gestoreProvaPage(server, context, testFederation);
  }
  await registerPart(server, 'ente', (scope) => registerEnte(scope, context), { prefix: '/:ente' });
  return { server, routes };
};
