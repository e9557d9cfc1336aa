import { describe, expect, it } from '@jest/globals';
import {
  type Bulletin,
  type EnteSetup,
  factorContext,
  type Operator,
  ok,
  type PasswordHasher,
  refuse,
  type Service,
  type Tenant,
  type TermsDocument,
} from '@stanza/core';
import { makeMemorySecretBox } from '@stanza/core/testing';
import { catalogue } from '@stanza/services';
import { seedDemo } from './seed-demo.ts';

const FIRST_START = '2026-11-24';
const secretBox = makeMemorySecretBox();

type OfEnte = Bulletin & { readonly tenantId: string };

const notByTheStart = (): never => {
  throw new Error('This is not for the start to do');
};

/** What was set up, by id: the first of an id stays, as the port promises. */
const makeRecord = () => {
  const tenants = new Map<string, Tenant>();
  const terms = new Map<string, TermsDocument>();
  const services = new Map<string, Service & { readonly tenantId: string }>();
  const operators = new Map<string, Operator & { readonly passwordHash: string; readonly secret: string | null }>();
  const news = new Map<string, OfEnte>();
  const deadlines = new Map<string, OfEnte>();
  const keep = async <T>(map: Map<string, T>, id: string, value: T) => {
    if (!map.has(id)) map.set(id, value);
  };
  const setup: EnteSetup = {
    addTenant: (tenant) => keep(tenants, tenant.id, tenant),
    setDisabled: notByTheStart,
    publishTerms: (_tenantId, document) => keep(terms, document.id, document),
    publishService: async (tenantId, service) => {
      await keep(services, service.id, { ...service, tenantId });
      return ok(null);
    },
    addOperator: (tenantId, operator, passwordHash, sealed = null) =>
      keep(operators, operator.id, {
        ...operator,
        passwordHash,
        // What is sealed is another text each time.
        secret: sealed === null ? null : secretBox.open(factorContext(tenantId, operator.id), sealed),
      }),
    addNews: (tenantId, id, bulletin) => keep(news, id, { ...bulletin, tenantId }),
    addDeadline: (tenantId, id, bulletin) => keep(deadlines, id, { ...bulletin, tenantId }),
    saveRegistryChoice: notByTheStart,
    savePaymentChoice: notByTheStart,
    saveAppIoKey: notByTheStart,
    saveRegistryKey: notByTheStart,
    saveServiceProvider: notByTheStart,
    removeServiceProvider: notByTheStart,
    saveIdentityProviders: notByTheStart,
  };
  return { setup, kept: { tenants, terms, services, operators, news, deadlines } };
};

/** Salted, as the real one: hashing the same password again gives another hash. */
const makeHasher = (): PasswordHasher => {
  let salt = 0;
  return {
    hash: async (password) => `${salt++}:${password}`,
    verify: async (password, hash) => hash?.replace(/^\d+:/u, '') === password,
  };
};

/** There is nothing to tell when all is as it should be. */
const fail = (text: string): void => {
  throw new Error(text);
};

const seeded = async () => {
  const record = makeRecord();
  const hasher = makeHasher();
  const credentials = await seedDemo({ setup: record.setup, hasher, secretBox, today: FIRST_START, say: fail });
  return { ...record, hasher, credentials };
};

describe('the seeding of the demonstration', () => {
  it('done again at a later start changes nothing and gives the same credentials', async () => {
    const { setup, kept, hasher, credentials } = await seeded();
    const before = structuredClone(kept);
    expect(await seedDemo({ setup, hasher, secretBox, today: '2027-03-02', say: fail })).toEqual(credentials);
    expect(kept).toEqual(before);
  });

  it('tells of services whose definition has changed without a new revision', async () => {
    const { setup, hasher } = await seeded();
    const said: string[] = [];
    const changed: EnteSetup = { ...setup, publishService: async () => refuse({ code: 'revision_published' }) };
    await seedDemo({ setup: changed, hasher, secretBox, today: FIRST_START, say: (text) => said.push(text) });
    expect(said[0]).toMatch(/^La definizione del servizio «\S+» è cambiata, ma la revisione \d è già pubblicata/u);
  });

  it('gives the same ids on every machine', async () => {
    const [here, there] = [await seeded(), await seeded()];
    expect(there.kept).toEqual(here.kept);
    expect([...here.kept.tenants.values()].map(({ slug, id }) => [slug, id])).toEqual([
      ['rovereto', 'a0c996f0-b3dd-5b28-8630-50a9b0bdd9c5'],
      ['tre-ville', '68053f55-e71f-5f08-8fbf-758e05cbf491'],
    ]);
  });

  it('gives each ente an operator and an administrator who can sign in', async () => {
    const { kept, hasher, credentials } = await seeded();
    expect(credentials.map(({ ente, role }) => [ente, role])).toEqual([
      ['Comune di Rovereto', 'operatore'],
      ['Comune di Rovereto', 'amministratore'],
      ['Comune di Tre Ville', 'operatore'],
      ['Comune di Tre Ville', 'amministratore'],
    ]);
    for (const { username, password, role, secondFactor } of credentials) {
      const person = [...kept.operators.values()].find(({ email }) => email === username);
      expect(person).toMatchObject({ role, enabled: true, secret: secondFactor });
      expect(secondFactor === null).toBe(role === 'operatore');
      expect(await hasher.verify(password, person?.passwordHash ?? null)).toBe(true);
    }
  });

  it('activates fewer services in Tre Ville than in Rovereto, one of them suspended', async () => {
    const { kept } = await seeded();
    const statuses = [...kept.tenants.values()].map(({ id }) =>
      [...kept.services.values()].filter(({ tenantId }) => tenantId === id).map(({ status }) => status),
    );
    expect(statuses).toEqual([catalogue.map(() => 'attivo'), ['attivo', 'attivo', 'sospeso']]);
  });

  it('has mandatory conditions of use and privacy notice for each ente', async () => {
    const { kept } = await seeded();
    const documents = [...kept.terms.values()].map(({ key, mandatory }) => [key, mandatory]);
    expect(documents).toEqual([
      ['condizioni-di-utilizzo', true],
      ['informativa-privacy', true],
      ['condizioni-di-utilizzo', true],
      ['informativa-privacy', true],
    ]);
  });

  it('has news and deadlines in each ente: deadlines dated after the first start, news not after it', async () => {
    const { kept } = await seeded();
    for (const { id } of kept.tenants.values()) {
      const [news, deadlines] = [kept.news, kept.deadlines].map((bulletins) =>
        [...bulletins.values()].filter(({ tenantId }) => tenantId === id).map(({ day }) => day),
      );
      expect(news?.length).toBeGreaterThan(0);
      expect(deadlines?.length).toBeGreaterThan(0);
      expect(news?.filter((day) => day > FIRST_START)).toEqual([]);
      expect(deadlines?.filter((day) => day <= FIRST_START)).toEqual([]);
    }
  });

  it('points to places that cannot reach anybody, but the accessibility statement, which the law puts at AgID', async () => {
    const { kept } = await seeded();
    for (const { contacts, links } of kept.tenants.values()) {
      const { accessibility, ...others } = links;
      expect(accessibility).toMatch(/^https:\/\/form\.agid\.gov\.it\/./u);
      for (const link of Object.values(others)) expect(new URL(link).hostname).toMatch(/\.example$/u);
      for (const address of [contacts.email, contacts.pec]) expect(address).toMatch(/\.example$/u);
    }
  });
});
