import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Clock, makeBuiltInRegistry, type Tenant } from '@stanza/core';
import { aRegistration, protocolRegistryContract } from '@stanza/core/testing/contracts';
import { makeUnitOfWork } from '@stanza/postgres';
import { addTenant, openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { openBuiltInRegistry } from './testing/open-built-in-registry.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');

const clockAt = (instant: string): Clock => ({ now: () => new Date(instant) });

protocolRegistryContract('the built-in registry', openBuiltInRegistry);

describe('the built-in protocol registry', () => {
  let portal: WorkerPortal;
  let slugs = 0;
  beforeAll(async () => {
    portal = await openWorkerPortal();
  });
  afterAll(() => portal.close());

  const newEnte = (): Promise<Tenant> => {
    slugs += 1;
    return addTenant(portal.admin, `ente-${slugs}`);
  };
  const registryAt = (instant: string) =>
    makeBuiltInRegistry({ unitOfWork: makeUnitOfWork(portal.app), clock: clockAt(instant) });
  const registry = () => registryAt(NOW.toISOString());

  it('writes down the day in Italy, which is an hour ahead of universal time', async () => {
    const { id } = await newEnte();
    await registryAt('2025-12-31T22:59:59.999Z').register(id, aRegistration('a'));
    await registryAt('2025-12-31T23:00:00.000Z').register(id, aRegistration('b'));
    expect(await portal.rows(id, 'select day from protocol_entry order by day')).toEqual([
      { day: '2025-12-31' },
      { day: '2026-01-01' },
    ]);
  });

  it('gives the number back when the registration fails', async () => {
    const { id } = await newEnte();
    const bad = { fileName: 'x.pdf', description: 'x', sha256: 'not a digest', size: 1 };
    await expect(registry().register(id, aRegistration('bad', { attachments: [bad] }))).rejects.toThrow('check');
    expect(await portal.rows(id, 'select number from protocol_entry')).toEqual([]);
    expect((await registry().register(id, aRegistration('good'))).number).toBe('0000001');
  });

  it('says so when the numbers of a year are used up', async () => {
    const { id } = await newEnte();
    await portal.rows(id, 'insert into protocol_counter values ($1, 2026, 9999998)', [id]);
    expect((await registry().register(id, aRegistration('last'))).number).toBe('9999999');
    await expect(registry().register(id, aRegistration('one more'))).rejects.toThrow('numbers of 2026 are used up');
    expect((await registry().register(id, aRegistration('last'))).number).toBe('9999999');
  });

  it('lets nobody change or delete what is registered, not even the administrator', async () => {
    const { id } = await newEnte();
    await registry().register(id, aRegistration('a'));
    await expect(portal.rows(id, 'delete from protocol_entry')).rejects.toThrow('permission denied');
    await expect(portal.admin.query(`update protocol_entry set subject = ''`)).rejects.toThrow('never changed');
    await expect(portal.admin.query('truncate protocol_entry cascade')).rejects.toThrow('never changed');
    await expect(portal.rows(id, 'update protocol_counter set last_number = 0')).rejects.toThrow('only grows');
  });
});
