import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PracticeStore, UnitOfWork } from '@stanza/core';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { newDraft, openPortal, type TestPortal } from './testing/portal.ts';
import { inTenant } from './transaction.ts';

describe('the unit of work on PostgreSQL', () => {
  let portal: TestPortal;
  let unitOfWork: UnitOfWork;
  beforeAll(async () => {
    portal = await openPortal();
    unitOfWork = makeUnitOfWork(portal.app);
  });
  afterAll(() => portal.close());

  it('gives back a practice as it was stored, and as it was changed', async () => {
    const { tenant, operator, citizen } = portal.ente;
    const draft = newDraft(portal.ente);
    const { identity, contacts, residenza, domicilio } = citizen;
    const at = new Date('2026-03-02T10:30:15.123Z');
    const decided = {
      ...draft,
      state: 'in_elaborazione',
      version: 2,
      answers: { nome: "L'è vero", istruzioni: true },
      submittedAt: at,
      applicant: { identity, contacts, residenza, domicilio },
      beneficiaries: ['VRDLGU90A01H501X'],
      assignedTo: operator.id,
      requestProtocol: { number: '0000001', year: 2026, registeredAt: at },
      decision: { outcome: 'rifiutata', reason: 'Manca la delega', decidedAt: at },
      documents: { modulo: { fileName: 'modulo.pdf', sha256: 'a'.repeat(64), size: 10 } },
    } as const;
    await unitOfWork.run(tenant.id, async ({ practices }) => {
      await practices.insert(draft, false);
      expect(await practices.byId(draft.id)).toEqual(draft);
      expect(await practices.update(decided, 1)).toBe(true);
      expect(await practices.update(decided, 1)).toBe(false);
    });
    expect(await unitOfWork.run(tenant.id, ({ practices }) => practices.byId(draft.id))).toEqual(decided);
  });

  it('keeps one draft when many tabs start at once', async () => {
    const { tenant, citizen, service } = portal.ente;
    const starts = Array.from({ length: 6 }, () =>
      unitOfWork.run(tenant.id, ({ practices }) => practices.insert(newDraft(portal.ente), true)),
    );
    expect((await Promise.all(starts)).filter((inserted) => inserted)).toHaveLength(1);
    const draft = await unitOfWork.run(tenant.id, ({ practices }) => practices.draftOf(citizen.id, service.id));
    expect(draft?.state).toBe('bozza');
  });

  it('leaves nothing behind when the work fails', async () => {
    const draft = newDraft(portal.ente);
    const run = unitOfWork.run(portal.ente.tenant.id, async ({ practices }) => {
      await practices.insert(draft, false);
      throw new Error('changed my mind');
    });
    await expect(run).rejects.toThrow('changed my mind');
    expect(await unitOfWork.run(portal.ente.tenant.id, ({ practices }) => practices.byId(draft.id))).toBeNull();
  });

  it('throws when a statement had failed and the work went on as if it had not', async () => {
    const run = inTenant(portal.app, portal.ente.tenant.id, (transaction) =>
      transaction.query({ text: 'select nothing' }).catch(() => []),
    );
    await expect(run).rejects.toThrow('rolled back');
  });

  it('throws when a store is used after the end of its transaction', async () => {
    const kept = await unitOfWork.run(
      portal.ente.tenant.id,
      async ({ practices }): Promise<PracticeStore> => practices,
    );
    await expect(kept.byId(newDraft(portal.ente).id)).rejects.toThrow('ended');
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
