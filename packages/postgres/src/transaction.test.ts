import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPortal, type TestPortal } from './testing/portal.ts';
import { inTenant } from './transaction.ts';

describe('a transaction of one ente', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('throws when a statement had failed and the work went on as if it had not', async () => {
    const run = inTenant(portal.app, portal.ente.tenant.id, (transaction) =>
      transaction.query({ text: 'select nothing' }).catch(() => []),
    );
    await expect(run).rejects.toThrow('rolled back');
  });

  it('survives a connection that the server cuts', async () => {
    const run = inTenant(portal.app, portal.ente.tenant.id, async (transaction) => {
      const [row] = await transaction.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
      await portal.admin.query('select pg_terminate_backend($1)', [row?.pid]);
      return transaction.query({ text: 'select 1' });
    });
    await expect(run).rejects.toThrow();
    const rows = await inTenant(portal.app, portal.ente.tenant.id, ({ query }) => query({ text: 'select 1 as one' }));
    expect(rows).toEqual([{ one: 1 }]);
  });
});
