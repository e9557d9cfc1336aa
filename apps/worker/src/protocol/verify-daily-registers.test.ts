import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBuiltInRegistry, type Tenant } from '@stanza/core';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makeAttachmentStorage } from '@stanza/gateways';
import { testStorage } from '@stanza/gateways/testing';
import { inTenant, makeTenantDirectory, makeUnitOfWork } from '@stanza/postgres';
import { makeRenderDailyRegister } from '../pdf/write-daily-register.ts';
import { addTenant, openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeMakeDailyRegisters } from './daily-register.ts';
import { dailyRegisterText } from './daily-register-text.ts';
import { digestOf, readDay } from './register-of-day.ts';
import { verifyDailyRegisters } from './verify-daily-registers.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-05'];
const grounds = { provision: 'Determina 12/2026', reason: 'Registrata due volte', by: 'Paola Conti' };

describe('the verification of the daily registers', () => {
  let portal: WorkerPortal;
  let slugs = 0;
  beforeAll(async () => {
    portal = await openWorkerPortal();
  });
  afterAll(() => portal.close());

  const render = makeRenderDailyRegister();
  const makeRegisters = () =>
    makeMakeDailyRegisters({
      pool: portal.app,
      tenants: makeTenantDirectory(portal.app),
      clock: { now: () => new Date('2026-03-06T12:00:00.000Z') },
      storage: makeAttachmentStorage(testStorage(portal.storageDir)),
      render,
      portalUrl: 'https://stanza.example',
    })();
  const unitOfWork = () => makeUnitOfWork(portal.app);
  const register = ({ id }: Tenant, key: string, at: string) =>
    makeBuiltInRegistry({ unitOfWork: unitOfWork(), clock: { now: () => new Date(at) } }).register(
      id,
      aRegistration(key, {
        attachments: [{ fileName: 'carta.pdf', description: 'Carta', sha256: 'cd'.repeat(32), size: 9 }],
      }),
    );

  /** Two entries a day on three days, one of them cancelled on the last. */
  const written = async (): Promise<Tenant> => {
    slugs += 1;
    const ente = await addTenant(portal.admin, `ente-${slugs}`);
    for (const day of DAYS) {
      for (const hour of ['09', '10']) await register(ente, `${day} ${hour}`, `${day}T${hour}:00:00.000Z`);
    }
    const now = new Date('2026-03-05T11:00:00.000Z');
    await unitOfWork().run(ente.id, ({ protocol }) => protocol.cancel({ year: 2026, number: 1 }, grounds, now));
    return ente;
  };
  const registered = async (): Promise<Tenant> => {
    const ente = await written();
    await makeRegisters();
    return ente;
  };
  const verify = ({ id }: Tenant, ...anchor: readonly [{ day: string; sha256: string }?]) =>
    verifyDailyRegisters(portal.admin, id, '2026-03-06', anchor[0] ?? null);
  const registers = ({ id }: Tenant) =>
    portal.rows(id, 'select day, content, format, sha256, previous_sha256 from protocol_daily_register order by day');
  const TABLES = ['protocol_entry', 'protocol_entry_document', 'protocol_cancellation', 'protocol_daily_register'];
  /** As whoever owns the database could, with the triggers out of the way. */
  const tamper = ({ id }: Tenant, ...statements: readonly string[]) =>
    inTenant(portal.admin, id, async ({ query }) => {
      for (const text of ["set local session_replication_role = 'replica'", ...statements]) {
        await query({ text: text.replaceAll('$ente', `tenant_id = '${id}'`) });
      }
    });

  it('finds them whole, and says where they end; what has no register yet is no fault', async () => {
    const ente = await registered();
    const all = await registers(ente);
    const end = { day: '2026-03-05', sha256: String(all.at(-1)?.sha256) };
    expect(await verify(ente)).toEqual({ ok: true, value: { registers: 3, end } });
    await register(ente, 'later', '2026-03-06T09:00:00.000Z');
    expect(await verify(ente, end)).toMatchObject({ ok: true });
    const bare = await addTenant(portal.admin, 'senza');
    expect(await verify(bare)).toEqual({ ok: true, value: { registers: 0, end: null } });
  });

  it('notices a day before yesterday that never got a register', async () => {
    const ente = await registered();
    await register(ente, 'later', '2026-03-06T09:00:00.000Z');
    const on = (today: string) => verifyDailyRegisters(portal.admin, ente.id, today);
    expect(await on('2026-03-07')).toMatchObject({ ok: true });
    expect(await on('2026-03-08')).toEqual({ ok: false, error: { code: 'missing', where: '2026-03-06' } });
  });

  it('takes no register in text after one that is JSON, nor for a day on which something was cancelled', async () => {
    const ente = await registered();
    const asText = async (day: string, previous: { day: string; sha256: string }) => {
      const written = await inTenant(portal.admin, ente.id, (transaction) => readDay(transaction, day));
      const text = dailyRegisterText({ ente: ente.name, day, previous, ...written });
      const content = text.replaceAll("'", "''");
      await tamper(
        ente,
        `update protocol_daily_register set format = 'testo', content = '${content}', sha256 = '${digestOf(text)}'
           where $ente and day = '${day}'`,
      );
    };
    const [, second] = await registers(ente);
    await asText('2026-03-05', { day: '2026-03-02', sha256: String(second?.sha256) });
    expect(await verify(ente)).toEqual({ ok: false, error: { code: 'chain', where: '2026-03-05' } });
    await tamper(
      ente,
      'delete from protocol_register_pdf where $ente',
      `delete from protocol_daily_register where $ente and day < '2026-03-05'`,
      'update protocol_daily_register set previous_sha256 = null where $ente',
    );
    expect(await verify(ente)).toEqual({ ok: false, error: { code: 'entries', where: '2026-03-05' } });
  });

  it('tells a cancellation in the register of the day on which it was made', async () => {
    const ente = await registered();
    const [first, , last] = await registers(ente);
    expect(first?.content).toContain('"annullamenti":[]');
    expect(last?.content).toContain('"da":"Paola Conti","motivo":"Registrata due volte","numero":"0000001"');
  });

  it.each<[string, 'digest' | 'chain' | 'entries' | 'missing' | 'numbers', string, readonly string[]]>([
    [
      'a register that was changed',
      'digest',
      '2026-03-02',
      [
        `update protocol_daily_register set content = replace(content, 'Maria', 'Mario') where $ente and day = '2026-03-02'`,
      ],
    ],
    [
      'a register that was changed with its digest',
      'entries',
      '2026-03-02',
      [
        `update protocol_daily_register set content = replace(content, 'Maria', 'Mario') where $ente and day = '2026-03-02'`,
        `update protocol_daily_register set sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex') where $ente and day = '2026-03-02'`,
      ],
    ],
    [
      'a register that is no register any more',
      'entries',
      '2026-03-05',
      [
        `update protocol_daily_register set content = '{', sha256 = encode(sha256('{'), 'hex') where $ente and day = '2026-03-05'`,
      ],
    ],
    [
      'a register that was taken away',
      'chain',
      '2026-03-05',
      [`delete from protocol_daily_register where $ente and day = '2026-03-02'`],
    ],
    [
      'the first register, taken away',
      'chain',
      '2026-03-02',
      [`delete from protocol_daily_register where $ente and day = '2026-03-01'`],
    ],
    [
      'registers that changed places',
      'chain',
      '2026-03-01',
      [
        `update protocol_daily_register set day = '2026-03-10' where $ente and day = '2026-03-01'`,
        `update protocol_daily_register set day = '2026-03-01' where $ente and day = '2026-03-02'`,
        `update protocol_daily_register set day = '2026-03-02' where $ente and day = '2026-03-10'`,
      ],
    ],
    [
      'an entry that was changed',
      'entries',
      '2026-03-01',
      [`update protocol_entry set subject = 'Altro' where $ente and number = 2`],
    ],
    [
      'an attachment that was changed',
      'entries',
      '2026-03-01',
      [`update protocol_entry_document set sha256 = '${'0'.repeat(64)}' where $ente and number = 2`],
    ],
    [
      'an entry that was taken away',
      'entries',
      '2026-03-02',
      [`delete from protocol_entry where $ente and number = 3`],
    ],
    [
      'entries that changed places',
      'entries',
      '2026-03-01',
      [
        `update protocol_entry set number = 99 where $ente and number = 1`,
        `update protocol_entry set number = 1 where $ente and number = 2`,
        `update protocol_entry set number = 2 where $ente and number = 99`,
      ],
    ],
    ['a cancellation that was taken away', 'entries', '2026-03-05', ['delete from protocol_cancellation where $ente']],
    [
      'an entry that was slipped into an earlier day without a register',
      'missing',
      '2026-03-04',
      [
        `update protocol_counter set last_number = 7 where $ente`,
        `insert into protocol_entry select tenant_id, year, 7, 'x', direction, subject, correspondent, sent_at, registered_at,
         '2026-03-04', main from protocol_entry where $ente and number = 1`,
      ],
    ],
    [
      'an entry of today that was taken away',
      'numbers',
      '2026',
      [`update protocol_counter set last_number = 7 where $ente`],
    ],
  ])('notices %s', async (_, code, where, statements) => {
    const ente = await registered();
    expect(await verify(ente)).toMatchObject({ ok: true });
    await tamper(ente, ...statements);
    expect(await verify(ente)).toEqual({ ok: false, error: { code, where } });
  });

  it('notices, by an end that was seen, that all was written anew or that the last were taken away', async () => {
    const ente = await registered();
    const seen = { day: '2026-03-05', sha256: String((await registers(ente)).at(-1)?.sha256) };
    expect(await verify(ente, seen)).toMatchObject({ ok: true });
    await tamper(ente, `delete from protocol_daily_register where $ente and day = '2026-03-05'`);
    expect(await verify(ente)).toMatchObject({ ok: true });
    expect(await verify(ente, seen)).toEqual({ ok: false, error: { code: 'anchor', where: '2026-03-05' } });
    await tamper(
      ente,
      `update protocol_entry set subject = 'Altro' where $ente and number = 6`,
      'delete from protocol_register_pdf where $ente',
    );
    await makeRegisters();
    expect(await verify(ente)).toMatchObject({ ok: true });
    expect(await verify(ente, seen)).toEqual({ ok: false, error: { code: 'anchor', where: '2026-03-05' } });
  });

  it('goes on from the registers that were text before, whose entries it verifies too', async () => {
    const ente = await written();
    const day = '2026-03-01';
    await inTenant(portal.admin, ente.id, async (transaction) => {
      const text = dailyRegisterText({ ente: ente.name, day, previous: null, ...(await readDay(transaction, day)) });
      await transaction.query({
        text: `insert into protocol_daily_register (tenant_id, day, content, sha256, format) values ($1, $2, $3, $4, 'testo')`,
        values: [ente.id, day, text, digestOf(text)],
      });
    });
    await makeRegisters();
    const all = await registers(ente);
    expect(all.map(({ format }) => format)).toEqual(['testo', 'json', 'json']);
    expect(all[1]?.content).toContain(`"precedente":{"giorno":"2026-03-01","sha256":"${all[0]?.sha256}"}`);
    expect(await verify(ente)).toMatchObject({ ok: true, value: { registers: 3 } });
    await tamper(ente, `update protocol_entry set correspondent = 'Altra Persona' where $ente and number = 2`);
    expect(await verify(ente)).toEqual({ ok: false, error: { code: 'entries', where: day } });
  });

  it('cannot be misled by the application, which may write these tables and never change them', async () => {
    const ente = await registered();
    for (const table of TABLES) {
      for (const text of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
        await expect(portal.rows(ente.id, text)).rejects.toThrow('permission denied');
      }
    }
  });
});
