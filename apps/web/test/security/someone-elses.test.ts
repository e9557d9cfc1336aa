import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, PDF, sendCertificate } from '../../src/testing/certificato.ts';
import { requestIntegration } from '../../src/testing/integration.ts';
import { takeCharge } from '../../src/testing/office.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

/**
 * Every route of the portal, by whose it is. A new route that is not in this table makes the test below fail: say here
 * who may use it, and the other tests check it.
 */
const ROUTES = {
  /** Everybody. */
  public: [
    'GET /',
    'GET /assets/*',
    'GET /sviluppo/posta',
    'GET /:ente',
    'GET /:ente/servizi',
    'GET /:ente/servizi/:servizio',
    'GET /:ente/cookie',
    'GET /:ente/luoghi',
    'GET /:ente/servizi/:servizio/valutazione',
    'POST /:ente/servizi/:servizio/valutazione',
    'POST /:ente/servizi/:servizio/valutazione/dettagli',
    'GET /:ente/accedi',
    'POST /:ente/accedi',
    'GET /:ente/accedi/prova',
    'POST /:ente/accedi/prova',
    'GET /:ente/operatori/accesso',
    'POST /:ente/operatori/accesso',
    'GET /:ente/operatori/accesso/codice',
    'POST /:ente/operatori/accesso/codice',
    'GET /:ente/operatori/accesso/dimenticata',
    'POST /:ente/operatori/accesso/dimenticata',
    'GET /:ente/operatori/password',
    'POST /:ente/operatori/password',
    'GET /:ente/operatori/password/:chiave',
    'POST /:ente/operatori/esci',
    'POST /:ente/esci',
  ],
  /** Who is signed in; what it shows is their own. */
  citizen: [
    'GET /:ente/condizioni',
    'POST /:ente/condizioni',
    'GET /:ente/profilo',
    'POST /:ente/profilo',
    'GET /:ente/miei-dati',
    'POST /:ente/miei-dati/copia',
    'POST /:ente/miei-dati/cancellazione',
    'GET /:ente/stanza',
    'GET /:ente/avvisi/:avviso',
    'GET /:ente/scadenze/:avviso',
    'GET /:ente/pratiche',
    'GET /:ente/allegati',
    'GET /:ente/servizi/:servizio/bozza',
    'GET /:ente/servizi/:servizio/compila',
    'POST /:ente/servizi/:servizio/compila',
  ],
  /** Who filled in the draft or sent the practice. */
  owner: [
    'GET /:ente/pratiche/:pratica',
    'POST /:ente/pratiche/:pratica/nota',
    'GET /:ente/pratiche/:pratica/documenti/:documento',
    'GET /:ente/pratiche/:pratica/integrazione',
    'POST /:ente/pratiche/:pratica/integrazione',
    'GET /:ente/pratiche/:pratica/integrazione/invia',
    'POST /:ente/pratiche/:pratica/integrazione/invia',
    'GET /:ente/pratiche/:pratica/integrazioni/:integrazione/:carta',
    'GET /:ente/pratiche/:pratica/ricevuta',
    'GET /:ente/pratiche/:pratica/valutazione',
    'POST /:ente/pratiche/:pratica/valutazione',
    'POST /:ente/pratiche/:pratica/valutazione/dettagli',
    'GET /:ente/pratiche/:pratica/compila',
    'GET /:ente/pratiche/:pratica/compila/:passo',
    'POST /:ente/pratiche/:pratica/compila/:passo',
    'GET /:ente/pratiche/:pratica/elimina',
    'POST /:ente/pratiche/:pratica/elimina',
    'GET /:ente/allegati/:allegato',
    'GET /:ente/allegati/:allegato/elimina',
    'POST /:ente/allegati/:allegato/elimina',
  ],
  /** An operator of the ente. */
  operator: [
    'GET /:ente/operatori',
    'GET /:ente/operatori/consegne',
    'GET /:ente/operatori/metriche',
    'GET /:ente/operatori/metriche.csv',
    'GET /:ente/operatori/protocollo',
    'POST /:ente/operatori/consegne/riprova',
    'POST /:ente/operatori',
    'POST /:ente/operatori/esporta.csv',
    'GET /:ente/operatori/insieme',
    'POST /:ente/operatori/insieme',
    'POST /:ente/operatori/insieme/conferma',
    'GET /:ente/operatori/per-conto',
    'POST /:ente/operatori/per-conto',
    'POST /:ente/operatori/per-conto/cittadino',
    'GET /:ente/operatori/secondo-fattore',
    'POST /:ente/operatori/secondo-fattore',
    'GET /:ente/operatori/profilo',
    ...['password', 'sessioni', 'disattiva', 'codici'].flatMap((form) => [
      `GET /:ente/operatori/profilo/${form}`,
      `POST /:ente/operatori/profilo/${form}`,
    ]),
  ],
  /** An administrator of the ente. */
  administrator: [
    'GET /:ente/operatori/amministrazione',
    'GET /:ente/operatori/ente',
    'POST /:ente/operatori/ente',
    'GET /:ente/operatori/condizioni',
    'GET /:ente/operatori/condizioni/nuovo',
    'POST /:ente/operatori/condizioni/nuovo',
    'GET /:ente/operatori/condizioni/:documento',
    'POST /:ente/operatori/condizioni/:documento',
    'GET /:ente/operatori/servizi',
    'GET /:ente/operatori/servizi/:servizio',
    'POST /:ente/operatori/servizi/:servizio',
    'GET /:ente/operatori/servizi/nuovo',
    'POST /:ente/operatori/servizi/nuovo',
    'GET /:ente/operatori/servizi/:servizio/definizione',
    'POST /:ente/operatori/servizi/:servizio/definizione',
    'GET /:ente/operatori/servizi/:servizio/definizione.json',
    'GET /:ente/operatori/servizi/:servizio/testi',
    'POST /:ente/operatori/servizi/:servizio/testi',
    'GET /:ente/operatori/valutazioni',
    'GET /:ente/operatori/in-carico',
    'GET /:ente/operatori/in-carico/:operatore',
    'GET /:ente/operatori/pratiche/:pratica/riassegna',
    'POST /:ente/operatori/pratiche/:pratica/riassegna',
    ...['avvisi', 'scadenze'].flatMap((path) => [
      `GET /:ente/operatori/${path}`,
      `GET /:ente/operatori/${path}/feed`,
      `POST /:ente/operatori/${path}/feed`,
      `GET /:ente/operatori/${path}/leggi`,
      `POST /:ente/operatori/${path}/leggi`,
      `GET /:ente/operatori/${path}/nuovo`,
      `POST /:ente/operatori/${path}/nuovo`,
      `GET /:ente/operatori/${path}/:avviso`,
      `POST /:ente/operatori/${path}/:avviso`,
      `GET /:ente/operatori/${path}/:avviso/elimina`,
      `POST /:ente/operatori/${path}/:avviso/elimina`,
    ]),
    'GET /:ente/operatori/registro',
    'GET /:ente/operatori/personale',
    'POST /:ente/operatori/personale',
    'GET /:ente/operatori/personale/nuovo',
    'POST /:ente/operatori/personale/nuovo',
    'GET /:ente/operatori/personale/:operatore',
    'POST /:ente/operatori/personale/:operatore',
    'POST /:ente/operatori/personale/:operatore/invito',
    'POST /:ente/operatori/personale/:operatore/riprova',
    'POST /:ente/operatori/personale/:operatore/riabilita',
    'GET /:ente/operatori/personale/:operatore/disabilita',
    'POST /:ente/operatori/personale/:operatore/disabilita',
    'GET /:ente/operatori/personale/:operatore/azzera',
    'POST /:ente/operatori/personale/:operatore/azzera',
  ],
  /** An operator of the ente who works on the service of the practice. */
  office: [
    'GET /:ente/operatori/pratiche/:pratica',
    'GET /:ente/operatori/pratiche/:pratica/documenti/:documento',
    'GET /:ente/operatori/pratiche/:pratica/allegati/:allegato',
    'POST /:ente/operatori/pratiche/:pratica/commenti',
    'GET /:ente/operatori/pratiche/:pratica/presa-in-carico',
    'POST /:ente/operatori/pratiche/:pratica/presa-in-carico',
    'GET /:ente/operatori/pratiche/:pratica/elabora',
    'POST /:ente/operatori/pratiche/:pratica/elabora',
    'GET /:ente/operatori/pratiche/:pratica/risposta',
    'POST /:ente/operatori/pratiche/:pratica/risposta',
    'POST /:ente/operatori/pratiche/:pratica/consegne/:consegna/riprova',
    'GET /:ente/operatori/pratiche/:pratica/integrazione',
    'POST /:ente/operatori/pratiche/:pratica/integrazione',
    'GET /:ente/operatori/pratiche/:pratica/integrazione/annulla',
    'POST /:ente/operatori/pratiche/:pratica/integrazione/annulla',
    'GET /:ente/operatori/pratiche/:pratica/integrazioni/:integrazione/:carta',
    'GET /:ente/operatori/per-conto/:pratica/compila',
    'GET /:ente/operatori/per-conto/:pratica/compila/:passo',
    'POST /:ente/operatori/per-conto/:pratica/compila/:passo',
    'GET /:ente/operatori/per-conto/:pratica/cittadino',
    'POST /:ente/operatori/per-conto/:pratica/cittadino',
    'GET /:ente/operatori/per-conto/:pratica/elimina',
    'POST /:ente/operatori/per-conto/:pratica/elimina',
    'GET /:ente/operatori/per-conto/:pratica/allegati/:allegato',
    'GET /:ente/operatori/per-conto/:pratica/inviata',
    'GET /:ente/operatori/per-conto/:pratica/integrazione',
    'POST /:ente/operatori/per-conto/:pratica/integrazione',
    'GET /:ente/operatori/per-conto/:pratica/integrazione/invia',
    'POST /:ente/operatori/per-conto/:pratica/integrazione/invia',
  ],
} as const;

let portal: TestPortal;
let ids: { readonly draft: string; readonly sent: string; readonly attachment: string; readonly integration: string };
let owner: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal();
  owner = await portal.citizen('anna-bianchi');
  const sent = await sendCertificate(owner);
  await portal.drain();
  const operator = await portal.operator();
  await takeCharge(operator, last(sent));
  const asked = await requestIntegration(operator, last(sent));
  expect(asked.text('.stato')).toBe('Da integrare');
  await portal.drain();
  const paper = (await owner.visit(sent)).html.querySelector('.integrazione a')?.getAttribute('href') ?? '';
  const draft = await fillIn(owner, 'delega');
  await owner.send(`${draft}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
  await owner.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'nota' }, [
    { field: 'file_delega', fileName: 'delega.pdf', content: PDF },
  ]);
  const href = (await owner.visit('/rovereto/allegati')).html.querySelector('.file a')?.getAttribute('href') ?? '';
  ids = { draft: last(draft), sent: last(sent), attachment: last(href), integration: paper.split('/').at(-2) ?? '' };
});
afterAll(() => portal.close());

const last = (path: string): string => path.split('/').at(-1) ?? '';
const UNKNOWN = '01890a5d-ac96-774b-bcce-b302099a8057';

/** The addresses that a route has for somebody else's things. */
const addresses = (route: string, ente = 'rovereto'): readonly { readonly method: string; readonly url: string }[] => {
  const [method = '', pattern = ''] = route.split(' ');
  return [ids.sent, ids.draft, UNKNOWN].map((practice) => ({
    method,
    url: pattern
      .replace(':ente', ente)
      .replace(':pratica', practice)
      .replace(':passo', 'delega')
      .replace(':consegna', UNKNOWN)
      .replace(':operatore', UNKNOWN)
      .replace(':integrazione', practice === ids.sent ? ids.integration : UNKNOWN)
      .replace(':carta', 'richiesta')
      .replace(':avviso', UNKNOWN)
      .replace(':operatore', UNKNOWN)
      .replace(':documento', 'modulo')
      .replace(':allegato', practice === UNKNOWN ? UNKNOWN : ids.attachment)
      .replace(':servizio', 'certificato-di-nascita'),
  }));
};

const ask = (browser: TestBrowser, { method, url }: { readonly method: string; readonly url: string }) =>
  method === 'GET'
    ? browser.get(url)
    : browser.post(url, { azione: 'avanti', has_delega: 'no', nota_privata: 'x', versione: '1' });

const outcomes = async (browser: TestBrowser, routes: readonly string[], ente?: string) => {
  const found: [string, number, string][] = [];
  for (const route of routes) {
    for (const address of addresses(route, ente)) {
      const page = await ask(browser, address);
      found.push([route, page.status, page.location?.split('?', 1)[0] ?? '']);
    }
  }
  return found;
};

describe('the table of the routes', () => {
  it('holds every route of the portal, and none that is not there', () => {
    const known = new Set<string>(Object.values(ROUTES).flat());
    const real = portal.app.routes.routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url}`);
    expect(real.filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !real.includes(route))).toEqual([]);
  });
});

describe('somebody else’s practice, draft or attachment', () => {
  it('is a 404 for another citizen, in every route', async () => {
    const other = await portal.citizen('mario-rossi');
    const found = await outcomes(other, ROUTES.owner);
    expect(found).toEqual(found.map(([route]) => [route, 404, '']));
    const note = await owner.visit(`/rovereto/pratiche/${ids.sent}`);
    expect(note.text('#nota')).toBe('');
  });

  it('is a 404 for the same person at another ente', async () => {
    const elsewhere = await portal.citizen('anna-bianchi', 'tre-ville');
    const found = await outcomes(elsewhere, ROUTES.owner, 'tre-ville');
    expect(found).toEqual(found.map(([route]) => [route, 404, '']));
  });

  it('asks to sign in when nobody is', async () => {
    const nobody = portal.browser();
    await nobody.visit('/rovereto/servizi');
    const found = await outcomes(nobody, [...ROUTES.owner, ...ROUTES.citizen]);
    expect(found).toEqual(found.map(([route]) => [route, 303, '/rovereto/accedi']));
  });

  it('has no use for the session of another ente', async () => {
    const elsewhere = await portal.citizen('luca-ferrari', 'tre-ville');
    const found = await outcomes(elsewhere, [...ROUTES.owner, ...ROUTES.citizen]);
    expect(found).toEqual(found.map(([route]) => [route, 303, '/rovereto/accedi']));
  });
});

describe('the office', () => {
  it('is closed to citizens and to nobody in particular', async () => {
    for (const visitor of [owner, portal.browser()]) {
      const found = await outcomes(visitor, [...ROUTES.office, ...ROUTES.operator, ...ROUTES.administrator]);
      expect(found).toEqual(found.map(([route]) => [route, 303, '/rovereto/operatori/accesso']));
    }
  });

  it('of another ente does not find the practice', async () => {
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    const found = await outcomes(elsewhere, ROUTES.office, 'tre-ville');
    expect(found).toEqual(found.map(([route]) => [route, 404, '']));
  });

  it('has no settings for an operator who is no administrator', async () => {
    const operator = await portal.operator();
    const found = await outcomes(operator, ROUTES.administrator);
    expect(found).toEqual(found.map(([route]) => [route, 404, '']));
  });

  it('never sees a draft', async () => {
    const operator = await portal.operator();
    for (const route of ROUTES.office) {
      const [, draft] = addresses(route);
      if (draft !== undefined) expect([route, (await ask(operator, draft)).status]).toEqual([route, 404]);
    }
  });

  it('does not find the practice of a service that the operator is not enabled for', async () => {
    const operator = await portal.operator('amministratore');
    await portal.asOwner('delete from operator_service');
    const found = await outcomes(operator, ROUTES.office);
    expect(found).toEqual(found.map(([route]) => [route, 404, '']));
  });
});
