import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { makePool } from './pool.ts';
import { addEnte, newDraft, openPortal, type TestEnte, type TestPortal } from './testing/portal.ts';
import { inTenant } from './transaction.ts';

/** How a row is found in the catalogue, and what must be true of it. */
const TABLES = `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as protected,
    (select a.attname from pg_index i
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisprimary) as leads
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;

describe('row-level security', () => {
  let portal: TestPortal;
  let other: TestEnte;
  beforeAll(async () => {
    portal = await openPortal();
    other = await addEnte(portal, 'tre-ville');
  });
  afterAll(() => portal.close());

  it('is forced on every table, whose key leads with the tenant', async () => {
    const { rows } = await portal.admin.query<{ name: string; protected: boolean; leads: string }>(TABLES);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((table) => !table.protected || table.leads !== 'tenant_id')).toEqual([]);
  });

  it('gives every table a policy, and the list of enti alone one that does not look at the tenant', async () => {
    const { rows } = await portal.admin.query<{ tablename: string; policyname: string }>(
      `select tablename, policyname from pg_policies where schemaname = 'public'
         and concat(qual, with_check) not like '%tenant_id = (current_setting(%app.tenant%)::uuid%'`,
    );
    expect(rows).toEqual([{ tablename: 'tenant', policyname: 'directory' }]);
  });

  it('makes a query without a tenant err, on a fresh connection and on one that has served a tenant', async () => {
    const fresh = makePool(portal.database.appUrl, { max: 1 });
    try {
      await expect(fresh.query('select * from citizen')).rejects.toThrow('app.tenant');
      await inTenant(fresh, other.tenant.id, ({ query }) => query({ text: 'select * from citizen' }));
      await expect(fresh.query('select * from citizen')).rejects.toThrow('uuid');
    } finally {
      await fresh.end();
    }
  });

  it("neither shows nor changes another tenant's rows", async () => {
    await makeUnitOfWork(portal.app).run(other.tenant.id, ({ practices }) => practices.insert(newDraft(other), false));
    const seen = await inTenant(portal.app, portal.ente.tenant.id, async ({ query, change }) => ({
      citizens: await query<{ tenant_id: string }>({ text: 'select distinct tenant_id from citizen' }),
      practices: await query({ text: 'select id from practice' }),
      changed: await change({ text: 'update practice set version = 9' }),
    }));
    expect(seen).toEqual({ citizens: [{ tenant_id: portal.ente.tenant.id }], practices: [], changed: 0 });
  });

  it('refuses a row of another tenant', async () => {
    const insert = inTenant(portal.app, portal.ente.tenant.id, ({ change }) =>
      change({
        text: `insert into session (tenant_id, token_hash, citizen_id, expires_at) values ($1, 'x', $2, now())`,
        values: [other.tenant.id, other.citizen.id],
      }),
    );
    await expect(insert).rejects.toThrow('row-level security');
  });
});

describe('the role of the application', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());
  const asApp = (text: string) => inTenant(portal.app, portal.ente.tenant.id, ({ query }) => query({ text }));

  it('owns nothing and is above nothing', async () => {
    const { rows } = await portal.admin.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (select count(*)::int from pg_shdepend where deptype = 'o' and refobjid = pg_roles.oid) as owned,
         (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships
       from pg_roles where rolname = 'stanza_app'`,
    );
    const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(rows).toEqual([{ ...nothing, owned: 0, memberships: 0 }]);
  });

  it.each([
    'select * from graphile_worker.jobs',
    'select * from graphile_worker._private_jobs',
    "select graphile_worker.add_job('mail')",
    "update protocol_entry set subject = ''",
    'delete from protocol_entry',
    'update protocol_cancellation set reason = reason',
    'delete from protocol_cancellation',
    'update protocol_register_pdf set size = size',
    'update protocol_emergency set cause = cause',
    'delete from protocol_emergency',
    'delete from timeline_entry',
    'delete from service',
    "update service set slug = ''",
    "update service_revision set definition = '{}'",
    'delete from service_revision',
    "update operator set email = ''",
    'delete from operator',
    'delete from audit_entry',
    'insert into tenant select * from tenant',
    'delete from practice',
    'delete from citizen',
    'delete from service_feedback',
    'update erasure set drafts = 0',
    'update counter_lookup set citizen_id = null',
    'delete from counter_lookup',
    'delete from delivery',
    'select id from sign_in_log',
    "update sign_in_log set outcome = ''",
    'delete from sign_in_log',
    "insert into service_provider select tenant_id, 'cie', '{}' from tenant",
    "update service_provider set settings = '{}'",
    'delete from service_provider',
    "insert into identity_provider select tenant_id, 'spid', 'x', '{}' from tenant",
    "update identity_provider set entry = '{}'",
    'delete from identity_provider',
    'update pending_sign_in set expires_at = now()',
    'create table mine (id int)',
    'set role stanza_queue',
  ])('may not: %s', async (statement) => {
    await expect(asApp(statement)).rejects.toThrow(/permission denied/u);
  });
});

describe('the function that deletes drafts', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('serves the tenant of the transaction alone', async () => {
    const other = await addEnte(portal, 'tre-ville');
    const draft = newDraft(other);
    await makeUnitOfWork(portal.app).run(other.tenant.id, ({ practices }) => practices.insert(draft, false));
    const asked = inTenant(portal.app, portal.ente.tenant.id, ({ query }) =>
      query({ text: 'select delete_draft($1, $2, $3)', values: [other.tenant.id, draft.id, other.citizen.id] }),
    );
    await expect(asked).rejects.toThrow('of another tenant');
  });
});

describe('the protocol registry', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it.each([
    'protocol_entry',
    'protocol_entry_document',
    'protocol_daily_register',
    'protocol_cancellation',
    'protocol_register_pdf',
  ])('keeps %s as it is even from its owner', async (table) => {
    const asOwner = (text: string) => inTenant(portal.admin, portal.ente.tenant.id, ({ query }) => query({ text }));
    await expect(asOwner(`delete from ${table}`)).rejects.toThrow('never changed');
    await expect(asOwner(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow('never changed');
    await expect(asOwner(`truncate ${table} cascade`)).rejects.toThrow('never changed');
  });
});
