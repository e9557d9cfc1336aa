import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { addEnte, NOW, openPools, type TestEnte, type TestPools } from './testing/portal.ts';
import { inTenant } from './transaction.ts';
import { verifyAudit } from './verify-audit.ts';

describe('the register of the office', () => {
  let pools: TestPools;
  let ente: TestEnte;
  let count = 0;
  beforeAll(async () => {
    pools = await openPools();
  });
  afterAll(() => pools.close());
  beforeEach(async () => {
    count += 1;
    ente = await addEnte(pools, `ente-${count}`);
    const { operator, tenant } = ente;
    const act = (subject: string) => ({
      at: NOW,
      actor: { kind: 'operatore', id: operator.id } as const,
      action: 'presa_in_carico' as const,
      subject,
      details: { servizio: 'è così' },
      address: '192.0.2.1',
    });
    for (const subject of ['uno', 'due', 'tre']) {
      await makeUnitOfWork(pools.app).run(tenant.id, ({ audit }) => audit.append(act(subject)));
    }
  });
  const verify = () => verifyAudit(pools.app, ente.tenant.id);
  /** What only whoever owns the database can do, and has to switch the trigger off for. */
  const tamper = (statement: string) =>
    inTenant(pools.admin, ente.tenant.id, async ({ query }) => {
      await query({ text: 'alter table audit_entry disable trigger user' });
      await query({ text: statement });
      await query({ text: 'alter table audit_entry enable trigger user' });
    });

  it('is whole: the chain is computed anew, and its end is told', async () => {
    const verified = await verify();
    expect(verified).toMatchObject({ ok: true, value: { position: 3 } });
    const other = await addEnte(pools, `altro-${count}`);
    expect(await verifyAudit(pools.app, other.tenant.id)).toEqual({ ok: true, value: { position: 0, digest: '' } });
  });

  it('is written by nobody but through its function, and neither changed nor deleted, not even by the owner', async () => {
    const asApp = (text: string) => inTenant(pools.app, ente.tenant.id, ({ query }) => query({ text }));
    await expect(asApp(`insert into audit_entry values ('${ente.tenant.id}', 9, 'x', 'y')`)).rejects.toThrow('denied');
    await expect(asApp(`update audit_head set position = 0`)).rejects.toThrow('denied');
    const asOwner = (text: string) => inTenant(pools.admin, ente.tenant.id, ({ query }) => query({ text }));
    for (const statement of [
      `update audit_entry set content = 'x'`,
      'delete from audit_entry',
      'truncate audit_entry',
    ]) {
      await expect(asOwner(statement)).rejects.toThrow('neither changed nor shortened');
    }
    expect((await verify()).ok).toBe(true);
  });

  it.each([
    [
      'an entry is changed',
      `update audit_entry set content = replace(content, 'due', 'duo') where position = 2`,
      'digest',
      2,
    ],
    ['a digest is changed', `update audit_entry set digest = repeat('0', 64) where position = 1`, 'digest', 1],
    ['an entry is taken out', 'delete from audit_entry where position = 2', 'gap', 2],
    ['the last entry is cut off', 'delete from audit_entry where position = 3', 'head', 3],
    ['everything is deleted', 'delete from audit_entry', 'head', 1],
  ])('is found broken when %s behind the back of the portal', async (_what, statement, code, position) => {
    await tamper(statement);
    expect(await verify()).toEqual({ ok: false, error: { code, position } });
  });

  it('is not the one that was seen before when it was written anew, or ends before where it ended then', async () => {
    const verified = await verify();
    if (!verified.ok) throw new Error('broken');
    const { position } = verified.value;
    expect((await verifyAudit(pools.app, ente.tenant.id, verified.value)).ok).toBe(true);
    const anew = await verifyAudit(pools.app, ente.tenant.id, { position, digest: 'f'.repeat(64) });
    expect(anew).toEqual({ ok: false, error: { code: 'anchor', position } });
    const shorter = await verifyAudit(pools.app, ente.tenant.id, { position: position + 1, digest: 'f'.repeat(64) });
    expect(shorter).toEqual({ ok: false, error: { code: 'head', position: position + 1 } });
  });
});
