import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantDirectory } from '@stanza/core';
import { makeEnteSetup } from './make-ente-setup.ts';
import { makeTenantDirectory } from './make-tenant-directory.ts';
import { addEnte, openPortal, type TestEnte, type TestPortal } from './testing/portal.ts';

describe('the directory of enti on PostgreSQL', () => {
  let portal: TestPortal;
  let fiume: TestEnte;
  let directory: TenantDirectory;
  beforeAll(async () => {
    portal = await openPortal();
    fiume = await addEnte(portal, "Sant'Àngelo  sul Fiume");
    directory = makeTenantDirectory(portal.app);
  });
  afterAll(() => portal.close());

  it('finds enti whatever the letter case and the accents, by name', async () => {
    expect(await directory.search("SANT'ANGELO sul")).toEqual([fiume.tenant]);
    expect(await directory.search('àngelo')).toEqual([fiume.tenant]);
    expect(await directory.search('%')).toEqual([]);
    expect(await directory.search('  ')).toEqual([portal.ente.tenant, fiume.tenant]);
  });

  it('finds an ente by path and by id, and lists all ids', async () => {
    const { tenant } = portal.ente;
    expect(await directory.bySlug(tenant.slug)).toEqual(tenant);
    expect(await directory.byId(tenant.id)).toEqual(tenant);
    expect(await directory.bySlug('nowhere')).toBeNull();
    expect((await directory.ids()).toSorted()).toEqual([tenant.id, fiume.tenant.id].toSorted());
  });

  it('is left as it is when the same ente is added again', async () => {
    await makeEnteSetup(portal.admin).addTenant({ ...portal.ente.tenant, name: 'Altro' });
    expect(await directory.byId(portal.ente.tenant.id)).toEqual(portal.ente.tenant);
  });
});
