import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { addressOf } from './roles/address-of.ts';
import { askAll, expectedOf, isFor, kindsOf, makeTokens } from './roles/ask.ts';
import { ALL_ROLES, KINDS, type Kind, ROLES, type Role } from './roles/expected.ts';
import { fingerprints } from './roles/fingerprints.ts';
import { makePeople, type People, type Person } from './roles/people.ts';
import { ROUTES } from './roles/routes.ts';
import { makeThings, NOTHING, type Things, UNKNOWN } from './roles/things.ts';

/** What they may do changes what is asked for: they come last, each after whom it is nothing to. */
const WORKING: readonly Role[] = ['sender', 'colleague', 'enabled', 'administrator'];
const LOOKING = ALL_ROLES.filter((role) => !WORKING.includes(role));

/** The tables of the practices, and of the files that are in them. */
const OF_PRACTICES = /^(practice|timeline|attachment|integration|protocol|outcome)|^(news|deadline)$/u;

let portal: TestPortal;
let people: People;
let things: Things;
// Each with time of its own: signing in many people takes some.
beforeAll(async () => {
  portal = await makeTestPortal();
});
beforeAll(async () => {
  people = await makePeople(portal);
});
beforeAll(async () => {
  things = await makeThings(portal, people);
});
beforeAll(async () => {
  const { administrator, disabled, disabledId } = people;
  expect((await disabled.browser.get('/rovereto/operatori')).status).toBe(200);
  await administrator.browser.visit(`/rovereto/operatori/personale/${disabledId}/disabilita`);
  await administrator.browser.send(`/rovereto/operatori/personale/${disabledId}/disabilita`, {});
  await portal.drain();
});
afterAll(() => portal.close());

/** What a form sends that is good for whatever it is sent to, were it let in. */
const tempting = () => ({
  conferma: 'si',
  definitiva: 'si',
  azione: 'avanti',
  versione: things.version,
  has_delega: 'no',
  nota_privata: 'Letta da altri',
  testo: 'Un commento',
  esito: 'rifiutata',
  motivazione: 'Non va bene',
  messaggio: 'Manca qualcosa',
  voto: '1',
  nome: 'Altro Nome',
  email: 'altro@comune.rovereto.example',
  ruolo: 'amministratore',
  operatore: people.disabledId,
});

/** What a form sends that nobody has filled in. A sign-in belongs to a request, and is tried as somebody. */
const empty = (role: Role) => ({ richiesta: UNKNOWN, email: `${role}@nessuno.example` });

const now = () => fingerprints(portal.database.adminUrl);
const ofPractices = async () =>
  Object.fromEntries(Object.entries(await now()).filter(([name]) => OF_PRACTICES.test(name)));

describe('the table of the routes', () => {
  it('holds every route of the portal, each once, and none that is not there', () => {
    const known = Object.values(ROUTES).flat();
    const real = portal.app.routes.routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url}`);
    expect(known.toSorted()).toEqual([...new Set(real)].toSorted());
  });

  it('lets somebody in at every route, so that whoever is not let in has asked for what is there', () => {
    expect(KINDS.filter((kind) => !ALL_ROLES.some((role) => isFor(kind, role)))).toEqual([]);
  });
});

describe('practices of services that an operator is not enabled for', () => {
  it.each(['notEnabled', 'administrator'] as const)(
    'are on no page of the office, nor in its files: %s',
    async (role) => {
      const shownTo = async (person: Person): Promise<string> => {
        const { browser, ente } = person;
        const list = `/${ente}/operatori/esporta.csv`;
        const file = await browser.post(list, { lista: 'tutte', _csrf: await makeTokens(person)(list) });
        expect(file.headers['content-type']).toContain('text/csv');
        const pages: string[] = [file.body];
        for (const route of ROUTES.operator.filter((one) => one.startsWith('GET'))) {
          const url = addressOf(route.split(' ')[1] ?? '', ente, things);
          for (const query of ['', '?lista=tutte']) pages.push((await browser.get(`${url}${query}`)).body);
        }
        return pages.join('\n');
      };
      const names = ['Bianchi', things.sent, things.unassigned, things.counterDraft];
      const theirs = await shownTo(people.enabled);
      expect(names.filter((name) => !theirs.includes(name))).toEqual([]);
      const shown = await shownTo(people[role]);
      expect(names.filter((name) => shown.includes(name))).toEqual([]);
    },
  );

  it('stay as they are when a form names them', async () => {
    const { browser, ente } = people.notEnabled;
    const _csrf = await makeTokens(people.notEnabled)(`/${ente}/operatori`);
    const send = (path: string, fields: Readonly<Record<string, string>>) =>
      browser.post(`/${ente}/operatori/${path}`, { ...fields, _csrf });
    const before = await now();
    for (const azione of ['prendi', 'accetta', 'rifiuta']) {
      const boxes = { azione, pratica: `${things.unassigned}:${things.unassignedVersion}`, motivazione: 'Non va bene' };
      for (const path of ['insieme', 'insieme/conferma'])
        expect((await send(path, boxes)).body).not.toContain('Bianchi');
    }
    const counter = { servizio: 'certificato-di-nascita', codice_fiscale: 'BNCNNA85D52H612Q' };
    for (const path of ['per-conto', 'per-conto/cittadino']) expect((await send(path, counter)).status).toBe(404);
    expect(await now()).toEqual(before);
  });
});

describe('what is not there', () => {
  it.each([
    ['sender', 'owner'],
    ['sender', 'bulletin'],
    ['enabled', 'office'],
    ['enabled', 'payment'],
    ['enabled', 'counter'],
    ['administrator', 'administered'],
    ['officeSystem', 'registration'],
  ] as const)('is a 404 also for whoever it might belong to: %s, %s', async (role: Role, kind: Kind) => {
    const before = await now();
    for (const fields of [tempting(), empty(role)]) {
      const found = await askAll(people[role], [kind], NOTHING, fields);
      expect(found).toEqual(found.map(([route]) => [route, '404']));
    }
    expect(await now()).toEqual(before);
  });
});

describe('a draft', () => {
  it('of a citizen is not there for the office', async () => {
    const { browser } = people.enabled;
    const theirs = {
      ...things,
      sent: things.draft,
      counterSent: things.draft,
      counterDraft: things.draft,
      counterPayment: things.payment,
    };
    for (const route of [...ROUTES.office, ...ROUTES.counter]) {
      const [method, pattern = ''] = route.split(' ');
      const url = addressOf(pattern, 'rovereto', theirs);
      const page = method === 'GET' ? await browser.get(url) : await browser.post(url, tempting());
      expect([route, page.status]).toEqual([route, 404]);
    }
  });
});

describe.each([...LOOKING, ...WORKING].map((role) => ({ role, who: ROLES[role] })))('$role: $who', ({ role }) => {
  it('is kept out of what is not theirs, and changes nothing by trying', async () => {
    const before = await now();
    const kinds = kindsOf(role, false);
    expect(await askAll(people[role], kinds, things, tempting())).toEqual(expectedOf(role, kinds));
    expect(await now()).toEqual(before);
  });

  it('is let in to what is theirs, and changes no practice by looking', async () => {
    const before = await ofPractices();
    const kinds = kindsOf(role, true);
    expect(await askAll(people[role], kinds, things, empty(role))).toEqual(expectedOf(role, kinds));
    if (LOOKING.includes(role)) expect(await ofPractices()).toEqual(before);
  });
});
