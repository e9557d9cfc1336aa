import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSignInRequests } from './make-sign-in-requests.ts';
import { makeTenantDirectory } from './make-tenant-directory.ts';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { NOW, openPortal, type TestPortal } from './testing/portal.ts';

describe('looking up a text that PostgreSQL cannot hold', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('finds nothing, and is no error', async () => {
    const { tenant } = portal.ente;
    const impossible = 'rovereto\u0000';
    const directory = makeTenantDirectory(portal.app);
    expect(await directory.bySlug(impossible)).toBeNull();
    expect(await directory.search(impossible)).toEqual([]);
    expect(await makeSignInRequests(portal.app).consume(tenant.id, impossible, NOW)).toBeNull();
    const found = await makeUnitOfWork(portal.app).run(tenant.id, async ({ services, operators }) => [
      await services.bySlug(impossible),
      await operators.credentials(impossible),
    ]);
    expect(found).toEqual([null, null]);
  });
});
