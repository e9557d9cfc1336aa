import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Clock, Registration, Tenant } from '@stanza/core';
import { makePool, type Pool } from '@stanza/postgres';
import { addTenant, openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeBuiltInRegistry } from './make-built-in-registry.ts';

const SHA256 = 'ab'.repeat(32);
const NOW = new Date('2026-03-02T09:00:00.000Z');

const registration = (key: string, changes: Partial<Registration> = {}): Registration => ({
  key,
  direction: 'entrata',
  subject: 'Certificato di nascita - pratica K7QM-3R9T',
  correspondent: 'Maria Rossi',
  sentAt: NOW,
  main: { fileName: 'modulo.pdf', description: 'Certificato di nascita', sha256: SHA256, size: 1200 },
  attachments: [],
  ...changes,
});

const clockAt = (instant: string): Clock => ({ now: () => new Date(instant) });

describe('the built-in protocol registry', () => {
  let portal: WorkerPortal;
  let pools: readonly Pool[];
  let slugs = 0;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    pools = Array.from({ length: 5 }, () => makePool(portal.database.appUrl, { max: 2 }));
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await portal.close();
  });

  const newEnte = (): Promise<Tenant> => {
    slugs += 1;
    return addTenant(portal.admin, `ente-${slugs}`);
  };
  const registryAt = (instant: string, pool = portal.app) => makeBuiltInRegistry({ pool, clock: clockAt(instant) });
  const registry = () => registryAt(NOW.toISOString());

  it('gives numbers of seven digits that grow by one, to each ente its own', async () => {
    const [one, other] = [await newEnte(), await newEnte()];
    expect(await registry().register(one.id, registration('a'))).toEqual({
      number: '0000001',
      year: 2026,
      registeredAt: NOW,
    });
    expect((await registry().register(one.id, registration('b'))).number).toBe('0000002');
    expect((await registry().register(other.id, registration('a'))).number).toBe('0000001');
  });

  it('gives the same key the same number, whatever is sent the second time', async () => {
    const { id } = await newEnte();
    const first = await registry().register(id, registration('a'));
    const later = registryAt('2027-01-02T10:00:00.000Z');
    expect(await later.register(id, registration('a', { subject: 'Altro' }))).toEqual(first);
    expect(await portal.rows(id, 'select subject from protocol_entry')).toEqual([
      { subject: registration('a').subject },
    ]);
  });

  it('writes down what the law asks for, with each attachment and its digest', async () => {
    const { id } = await newEnte();
    const attachment = { fileName: 'carta.pdf', description: 'Carta d’identità', sha256: 'cd'.repeat(32), size: 9 };
    await registry().register(id, registration('a', { direction: 'uscita', attachments: [attachment] }));
    expect(await portal.rows(id, 'select * from protocol_entry')).toEqual([
      {
        tenant_id: id,
        year: 2026,
        number: 1,
        key: 'a',
        direction: 'uscita',
        subject: 'Certificato di nascita - pratica K7QM-3R9T',
        correspondent: 'Maria Rossi',
        sent_at: NOW,
        registered_at: NOW,
        day: '2026-03-02',
        main: registration('a').main,
      },
    ]);
    expect(
      await portal.rows(id, 'select position, file_name, description, sha256, size from protocol_entry_document'),
    ).toEqual([
      { position: 1, file_name: 'carta.pdf', description: 'Carta d’identità', sha256: 'cd'.repeat(32), size: 9 },
    ]);
  });

  it('leaves no gap and gives no number twice when fifty registrations meet', async () => {
    const { id } = await newEnte();
    const all = Array.from({ length: 50 }, (_, index) =>
      registryAt(NOW.toISOString(), pools[index % pools.length]).register(id, registration(`key-${index}`)),
    );
    const numbers = (await Promise.all(all)).map(({ number }) => Number(number)).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('gives one number when the same key is registered ten times at once', async () => {
    const { id } = await newEnte();
    const all = Array.from({ length: 10 }, (_, index) =>
      registryAt(NOW.toISOString(), pools[index % pools.length]).register(id, registration('same')),
    );
    expect(new Set((await Promise.all(all)).map(({ number }) => number))).toEqual(new Set(['0000001']));
    expect((await registry().register(id, registration('next'))).number).toBe('0000002');
  });

  it('begins again with the year in Italy, which is an hour ahead of universal time', async () => {
    const { id } = await newEnte();
    const before = await registryAt('2026-12-31T22:59:59.999Z').register(id, registration('a'));
    const after = await registryAt('2026-12-31T23:00:00.000Z').register(id, registration('b'));
    expect(before).toMatchObject({ number: '0000001', year: 2026 });
    expect(after).toMatchObject({ number: '0000001', year: 2027 });
    expect(await portal.rows(id, 'select day from protocol_entry order by day')).toEqual([
      { day: '2026-12-31' },
      { day: '2027-01-01' },
    ]);
  });

  it('gives the number back when the registration fails', async () => {
    const { id } = await newEnte();
    const bad = { fileName: 'x.pdf', description: 'x', sha256: 'not a digest', size: 1 };
    await expect(registry().register(id, registration('bad', { attachments: [bad] }))).rejects.toThrow('check');
    expect(await portal.rows(id, 'select number from protocol_entry')).toEqual([]);
    expect((await registry().register(id, registration('good'))).number).toBe('0000001');
  });

  it('says so when the numbers of a year are used up', async () => {
    const { id } = await newEnte();
    await portal.rows(id, 'insert into protocol_counter values ($1, 2026, 9999998)', [id]);
    expect((await registry().register(id, registration('last'))).number).toBe('9999999');
    await expect(registry().register(id, registration('one more'))).rejects.toThrow('numbers of 2026 are used up');
    expect((await registry().register(id, registration('last'))).number).toBe('9999999');
  });

  it('lets nobody change or delete what is registered, not even the administrator', async () => {
    const { id } = await newEnte();
    await registry().register(id, registration('a'));
    await expect(portal.rows(id, 'delete from protocol_entry')).rejects.toThrow('permission denied');
    await expect(portal.admin.query(`update protocol_entry set subject = ''`)).rejects.toThrow('never changed');
    await expect(portal.admin.query('truncate protocol_entry cascade')).rejects.toThrow('never changed');
  });
});
