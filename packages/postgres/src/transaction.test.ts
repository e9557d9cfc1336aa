import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PracticeId } from '@stanza/core';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { newDraft, openPortal, type TestPortal } from './testing/portal.ts';
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

  it('that waits for another one, which waits for it, comes to its end all the same, and so does the other', async () => {
    const { run } = makeUnitOfWork(portal.app);
    const { tenant } = portal.ente;
    const [one, other] = [newDraft(portal.ente), newDraft(portal.ente)];
    for (const draft of [one, other]) await run(tenant.id, ({ practices }) => practices.insert(draft, false));
    const met = { holding: 0, meet: () => {} };
    const both = new Promise<void>((resolve) => {
      met.meet = resolve;
    });
    let runs = 0;
    /** Changes two drafts, the second once the other transaction holds it. */
    const change = (ids: readonly PracticeId[]) =>
      run(tenant.id, async ({ practices }) => {
        runs += 1;
        for (const id of ids) {
          const draft = await practices.lock(id);
          if (draft === null) throw new Error('The draft is gone');
          await practices.update({ ...draft, version: draft.version + 1 }, draft.version);
          met.holding += 1;
          if (met.holding === 2) met.meet();
          await both;
        }
      });
    await Promise.all([change([one.id, other.id]), change([other.id, one.id])]);
    const found = await run(tenant.id, ({ practices }) => practices.byIds([one.id, other.id]));
    expect(found.map(({ version }) => version)).toEqual([one.version + 2, other.version + 2]);
    expect(runs).toBe(3);
  });

  it('is run three times at most, and once when it failed by itself', async () => {
    const { run } = makeUnitOfWork(portal.app);
    const failing = async (code: string) => {
      let runs = 0;
      const failed = run(portal.ente.tenant.id, async () => {
        runs += 1;
        await portal.app.query(`do $$ begin raise exception 'undone' using errcode = '${code}'; end $$`);
      });
      await expect(failed).rejects.toThrow('undone');
      return runs;
    };
    expect([await failing('40P01'), await failing('40001'), await failing('23505')]).toEqual([3, 3, 1]);
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
