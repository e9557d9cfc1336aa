import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emergencyIdSchema, makeBuiltInRegistry, readAll, type TenantId } from '@stanza/core';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makeAttachmentStorage } from '@stanza/gateways';
import { testStorage } from '@stanza/gateways/testing';
import { makeTenantDirectory, makeUnitOfWork } from '@stanza/postgres';
import { readPdf } from '../pdf/testing/read-pdf.ts';
import { makeRenderDailyRegister, type RenderDailyRegister } from '../pdf/write-daily-register.ts';
import { addTenant, openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeMakeDailyRegisters } from './daily-register.ts';
import { readDailyRegister } from './daily-register-json.ts';
import { verifyDailyRegisters } from './verify-daily-registers.ts';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
/** As RFC 8785 writes it: names in order, no white space. */
const FIRST = [
  '{"annullamenti":[],"emergenze":[],"ente":"Comune di rovereto","formato":"registro-giornaliero-di-protocollo/1","giorno":"2026-03-01",',
  '"precedente":null,"registrazioni":[',
  `{"allegati":[{"byte":9,"descrizione":"Carta d’identità","nomeFile":"carta 2.pdf","sha256":"${B}"}],"anno":2026,`,
  `"corrispondente":"Maria Rossi","direzione":"entrata",`,
  `"documento":{"byte":12,"descrizione":"Modulo","nomeFile":"modulo.pdf","sha256":"${A}"},"emergenza":null,`,
  '"inviato":"2026-03-01T08:00:00.000Z","numero":"0000001","oggetto":"Pratica A","registrato":"2026-03-01T09:00:00.000Z"},',
  '{"allegati":[],"anno":2026,"corrispondente":"Maria Rossi","direzione":"uscita",',
  `"documento":{"byte":12,"descrizione":"Modulo","nomeFile":"modulo.pdf","sha256":"${A}"},"emergenza":null,`,
  '"inviato":"2026-03-01T08:00:00.000Z","numero":"0000002","oggetto":"Risposta\\n0000099/2026",',
  '"registrato":"2026-03-01T22:59:00.000Z"}]}',
].join('');

describe('the daily register of the protocol', () => {
  let portal: WorkerPortal;
  beforeAll(async () => {
    portal = await openWorkerPortal();
  });
  afterAll(() => portal.close());

  const main = { fileName: 'modulo.pdf', description: 'Modulo', sha256: A, size: 12 };
  const card = { fileName: 'carta 2.pdf', description: 'Carta d’identità', sha256: B, size: 9 };
  const register = (id: TenantId, at: string, direction: 'entrata' | 'uscita', subject: string) =>
    makeBuiltInRegistry({ unitOfWork: makeUnitOfWork(portal.app), clock: { now: () => new Date(at) } }).register(id, {
      ...aRegistration(at),
      direction,
      subject,
      sentAt: new Date('2026-03-01T08:00:00.000Z'),
      main,
      attachments: direction === 'entrata' ? [card] : [],
    });
  const render = makeRenderDailyRegister();
  const makeRegistersAt = (at: string, printing = render) =>
    makeMakeDailyRegisters({
      pool: portal.app,
      tenants: makeTenantDirectory(portal.app),
      clock: { now: () => new Date(at) },
      storage: makeAttachmentStorage(testStorage(portal.storageDir)),
      render: printing,
      portalUrl: 'https://stanza.example',
    })();
  const registers = (id: TenantId) =>
    portal.rows(id, 'select day, content, sha256, previous_sha256 from protocol_daily_register order by day');

  it('is made for past days with registrations, each tied to the one before by its digest', async () => {
    const { id } = await addTenant(portal.admin, 'rovereto');
    await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await register(id, '2026-03-01T22:59:00.000Z', 'uscita', 'Risposta\n0000099/2026');
    await register(id, '2026-03-04T09:00:00.000Z', 'entrata', 'Pratica B');
    await register(id, '2026-03-05T09:00:00.000Z', 'entrata', 'Pratica C');
    await makeRegistersAt('2026-03-05T12:00:00.000Z');
    const [first, second, ...others] = await registers(id);
    expect(others).toEqual([]);
    const sha256 = createHash('sha256').update(FIRST).digest('hex');
    expect(first).toEqual({ day: '2026-03-01', content: FIRST, sha256, previous_sha256: null });
    expect(second).toMatchObject({ day: '2026-03-04', previous_sha256: sha256 });
    expect(second?.content).toContain(`"precedente":{"giorno":"2026-03-01","sha256":"${sha256}"}`);
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

  it('is made as a PDF for the other days when one cannot be, and the failure is seen', async () => {
    const { id } = await addTenant(portal.admin, 'besenello');
    await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await register(id, '2026-03-02T09:00:00.000Z', 'entrata', 'Pratica B');
    const broken: RenderDailyRegister = async (document) => {
      if (document.register.giorno === '2026-03-01') throw new Error('It cannot be printed');
      return render(document);
    };
    await expect(makeRegistersAt('2026-03-03T12:00:00.000Z', broken)).rejects.toBeInstanceOf(AggregateError);
    const printed = () => portal.rows(id, 'select day from protocol_register_pdf order by day');
    expect(await printed()).toEqual([{ day: '2026-03-02' }]);
    await makeRegistersAt('2026-03-03T12:00:00.000Z');
    expect(await printed()).toEqual([{ day: '2026-03-01' }, { day: '2026-03-02' }]);
  });

  it('follows no clock that is ahead of the one of the database: no day is closed that is not over, nothing written into a later one', async () => {
    const { id } = await addTenant(portal.admin, 'calliano');
    const now = new Date().toISOString();
    await register(id, now, 'entrata', 'Pratica A');
    await makeRegistersAt('2999-01-01T12:00:00.000Z');
    expect(await registers(id)).toEqual([]);
    await expect(register(id, '2999-01-01T12:00:00.000Z', 'entrata', 'Pratica B')).rejects.toThrow('clock');
  });

  it('tells the emergency register that was closed on the day, also one without lines, and is verified with it', async () => {
    const tenant = await addTenant(portal.admin, 'volano');
    const moment = (at: string) => new Date(`2026-03-01T${at}.000Z`);
    const period = {
      id: emergencyIdSchema.parse(randomUUID()),
      from: moment('08:00:00'),
      until: new Date('2026-03-02T08:00:00.000Z'),
      cause: 'Server guasto',
      provision: 'Il segretario, nota 3',
      openedAt: moment('09:00:00'),
      openedBy: 'Ada Riva',
      extensions: [],
      version: 0,
      closed: null,
    };
    const closed = { at: moment('11:00:00'), by: 'Paola Conti', restored: moment('10:00:00'), registered: 0 };
    await makeUnitOfWork(portal.app).run(tenant.id, async ({ emergencies }) => {
      await emergencies.open(period);
      await emergencies.close(period, closed);
    });
    await makeRegistersAt('2026-03-02T12:00:00.000Z');
    const [made] = await registers(tenant.id);
    const { emergenze } = readDailyRegister(String(made?.content));
    expect(emergenze).toMatchObject([{ causa: 'Server guasto', ripristino: closed.restored, chiusoDa: 'Paola Conti' }]);
    const [kept] = await portal.rows(tenant.id, 'select sha256 from protocol_register_pdf');
    const source = await makeAttachmentStorage(testStorage(portal.storageDir)).open(tenant.id, String(kept?.sha256));
    if (source === null) throw new Error('There is no PDF');
    const { pages } = await readPdf(await readAll(source, 1_000_000));
    expect(pages.join(' ')).toContain('Server guasto');
    const verify = () => verifyDailyRegisters(portal.admin, tenant.id, '2026-03-02');
    expect(await verify()).toMatchObject({ ok: true, value: { registers: 1 } });
    await portal.rows(tenant.id, `update protocol_emergency set closed = closed || '{"by":"Altri"}'`);
    expect(await verify()).toMatchObject({ error: { code: 'entries', where: '2026-03-01' } });
  });

  it('tells two emergency registers of the same minute in the order in which they were opened', async () => {
    const tenant = await addTenant(portal.admin, 'aldeno');
    const moment = (at: string) => new Date(`2026-03-01T${at}.000Z`);
    const opened = async (openedAt: Date, cause: string) => {
      const period = {
        id: emergencyIdSchema.parse(randomUUID()),
        from: moment('08:00:00'),
        until: new Date('2026-03-02T08:00:00.000Z'),
        cause,
        provision: 'Il segretario, nota 3',
        openedAt,
        openedBy: 'Ada Riva',
        extensions: [],
        version: 0,
        closed: null,
      };
      const closed = { at: moment('11:00:00'), by: 'Ada Riva', restored: moment('08:00:00'), registered: 0 };
      await makeUnitOfWork(portal.app).run(tenant.id, async ({ emergencies }) => {
        await emergencies.open(period);
        await emergencies.close(period, closed);
      });
    };
    // As the rows may lie in the table, which has no order of its own.
    await opened(moment('10:00:00'), 'Riaperto');
    await opened(moment('09:00:00'), 'Chiuso per sbaglio');
    await makeRegistersAt('2026-03-02T12:00:00.000Z');
    const [made] = await registers(tenant.id);
    const { emergenze } = readDailyRegister(String(made?.content));
    expect(emergenze.map(({ causa }) => causa)).toEqual(['Chiuso per sbaglio', 'Riaperto']);
  });

  it('is not made for a day that is not over in Italy', async () => {
    const { id } = await addTenant(portal.admin, 'mori');
    await register(id, '2026-03-02T09:00:00.000Z', 'entrata', 'Pratica A');
    await makeRegistersAt('2026-03-02T22:59:59.000Z');
    expect(await registers(id)).toEqual([]);
  });

  it('is a PDF too, stored beside it, that prints what it says and its digest: the same bytes each time', async () => {
    const { id } = await addTenant(portal.admin, 'isera');
    await register(id, '2026-03-01T09:00:00.000Z', 'entrata', 'Pratica A');
    await makeRegistersAt('2026-03-02T12:00:00.000Z');
    const [made] = await registers(id);
    const [kept] = await portal.rows(id, 'select sha256 from protocol_register_pdf');
    const storage = makeAttachmentStorage(testStorage(portal.storageDir));
    const source = await storage.open(id, String(kept?.sha256));
    if (source === null) throw new Error('There is no PDF');
    const bytes = await readAll(source, 1_000_000);
    const { pages, xmp } = await readPdf(bytes);
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    const text = pages.join(' ').replaceAll(' ', '');
    for (const part of [String(made?.sha256), 'Protocollo0000001/2026,inentrata', 'PraticaA', 'MariaRossi', A, B]) {
      expect(text).toContain(part);
    }
    const head = { ente: 'Comune di isera', address: 'Piazza 1', portalUrl: 'https://stanza.example/isera' };
    const read = { register: readDailyRegister(String(made?.content)), sha256: String(made?.sha256), head };
    expect(Buffer.from(await makeRenderDailyRegister()(read)).equals(Buffer.from(bytes))).toBe(true);
    const { referredTo } = await makeUnitOfWork(portal.app).read(id, async ({ attachments }) => ({
      referredTo: await attachments.referredTo([String(kept?.sha256)]),
    }));
    expect([...referredTo]).toEqual([kept?.sha256]);
  });
});
