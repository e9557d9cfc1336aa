import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantId } from '@stanza/core';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makeTenantDirectory } from '@stanza/postgres';
import { addTenant, openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeMakeDailyRegisters } from './daily-register.ts';
import { makeBuiltInRegistry } from './make-built-in-registry.ts';

const FIRST_TEXT = `REGISTRO GIORNALIERO DI PROTOCOLLO
Ente: Comune di rovereto
Giorno: 01/03/2026
Registrazioni: 2
Impronta SHA-256 del registro precedente: nessuno, questo è il primo

0000001/2026 (entrata)
  Registrato: 2026-03-01T09:00:00.000Z
  Mittente: Maria Rossi
  Oggetto: Pratica A
  Inviato: 2026-03-01T08:00:00.000Z
  Documento principale: Modulo; modulo.pdf; 12 byte; SHA-256 ${'a'.repeat(64)}
  Allegato 1: Carta d’identità; carta 2.pdf; 9 byte; SHA-256 ${'b'.repeat(64)}

0000002/2026 (uscita)
  Registrato: 2026-03-01T22:59:00.000Z
  Destinatario: Maria Rossi
  Oggetto: Risposta 0000099/2026 (entrata)
  Deciso: 2026-03-01T08:00:00.000Z
  Documento principale: Modulo; modulo.pdf; 12 byte; SHA-256 ${'a'.repeat(64)}
`;

describe('the daily register of the protocol', () => {
  let portal: WorkerPortal;
  beforeAll(async () => {
    portal = await openWorkerPortal();
  });
  afterAll(() => portal.close());

  const main = { fileName: 'modulo.pdf', description: 'Modulo', sha256: 'a'.repeat(64), size: 12 };
  const card = { fileName: 'carta 2.pdf', description: 'Carta d’identità', sha256: 'b'.repeat(64), size: 9 };
  const register = (id: TenantId, at: string, direction: 'entrata' | 'uscita', subject: string) =>
    makeBuiltInRegistry({ pool: portal.app, clock: { now: () => new Date(at) } }).register(id, {
      ...aRegistration(at),
      direction,
      subject,
      sentAt: new Date('2026-03-01T08:00:00.000Z'),
      main,
      attachments: direction === 'entrata' ? [card] : [],
    });
  const makeRegistersAt = (at: string) =>
    makeMakeDailyRegisters({
      pool: portal.app,
      tenants: makeTenantDirectory(portal.app),
      clock: { now: () => new Date(at) },
    })();
  const registers = (id: TenantId) =>
    portal.rows(id, 'select day, content, sha256, previous_sha256 from protocol_daily_register order by day');

  it('is made for past days with registrations, each tied to the one before by its digest', async () => {
    const { id } = await addTenant(portal.admin, 'rovereto');
    await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await register(id, '2026-03-01T22:59:00.000Z', 'uscita', 'Risposta\n0000099/2026 (entrata)');
    await register(id, '2026-03-04T09:00:00.000Z', 'entrata', 'Pratica B');
    await register(id, '2026-03-05T09:00:00.000Z', 'entrata', 'Pratica C');
    await makeRegistersAt('2026-03-05T12:00:00.000Z');
    const [first, second, ...others] = await registers(id);
    expect(others).toEqual([]);
    const sha256 = createHash('sha256').update(FIRST_TEXT).digest('hex');
    expect(first).toEqual({ day: '2026-03-01', content: FIRST_TEXT, sha256, previous_sha256: null });
    expect(second).toMatchObject({ day: '2026-03-04', previous_sha256: sha256 });
    expect(second?.content).toContain(`Impronta SHA-256 del registro precedente: ${sha256}\n`);
  });

  it('is made once, also by two workers at the same time', async () => {
    const { id } = await addTenant(portal.admin, 'tre-ville');
    await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await register(id, '2026-03-02T09:00:00.000Z', 'entrata', 'Pratica B');
    await Promise.all([makeRegistersAt('2026-03-02T23:30:00.000Z'), makeRegistersAt('2026-03-02T23:30:00.000Z')]);
    const made = await registers(id);
    expect(made.map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02']);
    await makeRegistersAt('2026-03-03T23:30:00.000Z');
    expect(await registers(id)).toEqual(made);
  });

  it('is made for the other enti when it fails for one, and the failure is seen', async () => {
    const [broken, whole] = [await addTenant(portal.admin, 'ala'), await addTenant(portal.admin, 'villa')];
    for (const { id } of [broken, whole]) await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await portal.admin.query(
      `alter table protocol_daily_register add constraint broken check (tenant_id <> '${broken.id}')`,
    );
    await expect(makeRegistersAt('2026-03-02T12:00:00.000Z')).rejects.toBeInstanceOf(AggregateError);
    expect((await registers(whole.id)).map(({ day }) => day)).toEqual(['2026-03-01']);
    await portal.admin.query('alter table protocol_daily_register drop constraint broken');
    await makeRegistersAt('2026-03-02T12:00:00.000Z');
    expect((await registers(broken.id)).map(({ day }) => day)).toEqual(['2026-03-01']);
  });

  it('is final: what comes from a machine whose clock is late is not registered in a day that is closed', async () => {
    const { id } = await addTenant(portal.admin, 'nomi');
    await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await makeRegistersAt('2026-03-02T00:30:00.000Z');
    await expect(register(id, '2026-03-01T22:59:00.000Z', 'entrata', 'Pratica B')).rejects.toThrow('closed');
    await register(id, '2026-03-01T23:00:00.000Z', 'entrata', 'Pratica B');
    await makeRegistersAt('2026-03-03T00:30:00.000Z');
    expect((await registers(id)).map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('is not made for a day that is not over in Italy', async () => {
    const { id } = await addTenant(portal.admin, 'mori');
    await register(id, '2026-03-02T09:00:00.000Z', 'entrata', 'Pratica A');
    await makeRegistersAt('2026-03-02T22:59:59.000Z');
    expect(await registers(id)).toEqual([]);
  });
});
