import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../scripts/testing/database.ts';
import { makeTenantDirectory } from '../make-tenant-directory.ts';
import { makePool } from '../pool.ts';
import { addEnte } from '../testing/portal.ts';
import { migrate } from './migrate.ts';

/** The tables, functions and rights of a database, to compare two of them. */
const STRUCTURE = `
  select c.relname as name, c.relkind::text as kind, pg_get_userbyid(c.relowner) as owner, c.relacl::text as rights
    from pg_class c where c.relnamespace = 'public'::regnamespace
  union all
  select p.proname, 'function', pg_get_userbyid(p.proowner), p.proacl::text
    from pg_proc p where p.pronamespace = 'public'::regnamespace
  union all
  select rolname, 'may create schemas', has_database_privilege(oid, current_database(), 'create')::text, ''
    from pg_roles where rolname like 'stanza%'
  order by 1, 2`;

const ask = async (url: string, text: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

const withDatabase = (url: string, name: string): string => {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
};

describe('migrating', () => {
  let database: TestDatabase;
  let name: string;
  const created: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    name = new URL(database.adminUrl).pathname.slice(1);
  });
  afterAll(async () => {
    for (const other of created) await ask(database.adminUrl, `drop database if exists ${other}`);
    await database.drop();
  });

  const createEmpty = async (options = ''): Promise<string> => {
    const other = `${name}_${created.length}`;
    created.push(other);
    await ask(database.adminUrl, `create database ${other} template template0 ${options}`);
    return withDatabase(database.adminUrl, other);
  };

  it('changes nothing the second time', async () => {
    const before = await ask(database.adminUrl, STRUCTURE);
    const { appUrl, queueUrl } = database;
    expect(await migrate({ adminUrl: database.adminUrl })).toEqual({ appUrl, queueUrl });
    expect(await ask(database.adminUrl, STRUCTURE)).toEqual(before);
  });

  it('can be done twice at once on one database, and on two of the same cluster', async () => {
    const [one, two] = [await createEmpty(), await createEmpty()];
    await Promise.all([one, one, two].map((adminUrl) => migrate({ adminUrl })));
    const expected = await ask(database.adminUrl, STRUCTURE);
    expect(await ask(one, STRUCTURE)).toEqual(expected);
    expect(await ask(two, STRUCTURE)).toEqual(expected);
  });

  it('works for an administrator who is no superuser, and whom row-level security holds too', async () => {
    const owner = `owner_${randomBytes(6).toString('hex')}`;
    const { password } = new URL(database.adminUrl);
    const secret = pg.escapeLiteral(decodeURIComponent(password));
    await ask(database.adminUrl, `create role ${owner} login createrole password ${secret}`);
    try {
      // Roles belong to the cluster: these were made by the superuser, who lets the owner dispose of them.
      await ask(database.adminUrl, `grant stanza_queue to ${owner} with admin option`);
      const url = new URL(await createEmpty(`owner ${owner}`));
      url.username = owner;
      const { appUrl } = await migrate({ adminUrl: url.href });
      const pools = { admin: makePool(url.href, { max: 1 }), app: makePool(appUrl, { max: 1 }) };
      try {
        const { tenant } = await addEnte(pools, 'rovereto');
        expect(await makeTenantDirectory(pools.app).bySlug('rovereto')).toEqual(tenant);
        await expect(pools.admin.query('select * from citizen')).rejects.toThrow(/app.tenant|uuid/u);
      } finally {
        await Promise.all([pools.admin.end(), pools.app.end()]);
      }
    } finally {
      await ask(database.adminUrl, `drop database if exists ${created.at(-1)}`);
      await ask(database.adminUrl, `drop role ${owner}`);
    }
  });
});
