import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, makeErasePersonalData, readAll } from '@stanza/core';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makeAttachmentStorage, makeSystemClock } from '@stanza/gateways';
import { makeP7m, testStorage } from '@stanza/gateways/testing';
import { makePool, makeUnitOfWork } from '@stanza/postgres';
import { registryToken } from './composition/tokens.ts';
import { readPdf } from './pdf/testing/read-pdf.ts';
import { makeWorkerForTests, type WorkerForTests } from './testing/index.ts';
import { type Journey, openJourney } from './testing/journey.ts';
import { addTenant, openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

const MAILS = 'select "to", subject, text from dev_mail order by sent_at, message_id';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the worker, with its real parts', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let worker: WorkerForTests;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    const { appUrl, queueUrl } = portal.database;
    worker = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir });
  });
  afterAll(async () => {
    await worker.close();
    await portal.close();
  });

  const mailsAbout = async (code: string) =>
    (await portal.rows(journey.tenant.id, MAILS)).filter(({ subject }) => String(subject).includes(code));
  const bytesOf = async (sha256: string) => {
    const source = await makeAttachmentStorage(testStorage(portal.storageDir)).open(journey.tenant.id, sha256);
    if (source === null) throw new Error('The document is not stored');
    return readAll(source, 10_000_000);
  };

  it('makes the form, registers it and writes to citizen and operator after a practice was sent', async () => {
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    const practice = await journey.practice(id);
    expect(practice).toMatchObject({ state: 'inviata', requestProtocol: { number: '0000001' } });
    expect(practice.documents.modulo?.fileName).toBe(`modulo-${practice.code}.pdf`);
    const form = await bytesOf(practice.documents.modulo?.sha256 ?? '');
    expect(Buffer.from(form).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await journey.timeline(id)).map(({ event }) => event)).toEqual(['bozza', 'inviata', 'protocollata']);
    const deliveries = await journey.deliveries(id);
    expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => 'consegnata'));
    const mails = await mailsAbout(practice.code);
    expect(mails.map(({ to, subject }) => `${to}: ${subject}`).toSorted()).toEqual([
      `anna.bianchi@cittadini.example: Pratica ${practice.code} inviata: Certificato di nascita`,
      `anna.bianchi@cittadini.example: Pratica ${practice.code} protocollata: Certificato di nascita`,
      `olga@comune.example: Nuova pratica ${practice.code}: Certificato di nascita`,
    ]);
    const [, , protocolled] = mails;
    expect(protocolled?.text).toContain(`0000001/${practice.requestProtocol?.year}`);
    expect(protocolled?.text).toContain(`https://portale.example/rovereto/pratiche/${id}`);
  });

  it('makes the receipt twice: before the number, which it does not wait for, and with it', async () => {
    const id = await journey.submit('anna-bianchi');
    const storage = makeAttachmentStorage(testStorage(portal.storageDir));
    const receipts: string[] = [];
    const { appUrl, queueUrl } = portal.database;
    const watching = makeWorkerForTests({
      appUrl,
      queueUrl,
      storageDir: portal.storageDir,
      rebind: (container) =>
        container.rebind(registryToken).toConstantValue({
          async register() {
            const { documents } = await journey.practice(id);
            receipts.push(documents.ricevuta?.sha256 ?? '');
            throw new Error('the registry is down');
          },
        }),
    });
    await watching.drain();
    await watching.close();
    const read = async (sha256: string) => {
      const source = await storage.open(journey.tenant.id, sha256);
      if (source === null) throw new Error('The receipt is not stored');
      return (await readPdf(await readAll(source, 10_000_000))).pages.join(' ');
    };
    expect(await read(receipts[0] ?? '')).toContain('Numero di protocollo La registrazione è in corso.');
    const queue = makePool(queueUrl, { max: 1 });
    await queue.query(
      'select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())',
    );
    await queue.end();
    await worker.drain();
    const { documents, requestProtocol } = await journey.practice(id);
    const number = `${requestProtocol?.number}/${requestProtocol?.year}`;
    expect(await read(documents.ricevuta?.sha256 ?? '')).toContain(`Numero di protocollo ${number} del`);
    expect(documents.ricevuta?.sha256).not.toBe(receipts[0]);
  });

  it('sums up, every hour, what was counted of the practices', async () => {
    const tallies = async () => {
      const rows = await portal.rows(journey.tenant.id, 'select state, delta from practice_tally order by state');
      return rows.map(({ state, delta }) => `${state} ${delta}`);
    };
    expect((await tallies()).length).toBeGreaterThan(1);
    const queue = makePool(portal.database.queueUrl, { max: 1 });
    await queue.query("select graphile_worker.add_job('compact_tallies')");
    await queue.end();
    await worker.drain();
    expect(await tallies()).toEqual(['inviata 2']);
  });

  it('registers the digest of the very form that it stored', async () => {
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    const { modulo } = (await journey.practice(id)).documents;
    const text = 'select main from protocol_entry where key = $1';
    const [entry] = await portal.rows(journey.tenant.id, text, [`${id}:richiesta`]);
    expect(entry?.main).toMatchObject({ fileName: modulo?.fileName, sha256: modulo?.sha256, size: modulo?.size });
  });

  it('registers what was uploaded, in the order of the form, with the digest of the very bytes, and prints it', async () => {
    const delega = Buffer.from('%PDF-1.7\nil signor Rossi delega');
    const documento = Buffer.from('%PDF-1.7\nla carta del signor Rossi');
    const id = await journey.submit('anna-bianchi', { delega, documento });
    await worker.drain();
    const sent = [
      {
        position: 1,
        file_name: 'delega.pdf',
        description: 'Delega firmata',
        sha256: sha256(delega),
        size: delega.length,
      },
      {
        position: 2,
        file_name: 'documento.pdf',
        description: 'Documento d’identità di chi ti delega',
        sha256: sha256(documento),
        size: documento.length,
      },
    ];
    const text = `select position, file_name, description, sha256, size::int from protocol_entry_document
      join protocol_entry using (tenant_id, year, number) where key = $1 order by position`;
    expect(await portal.rows(journey.tenant.id, text, [`${id}:richiesta`])).toEqual(sent);
    for (const file of sent) expect(sha256(await bytesOf(file.sha256))).toBe(file.sha256);
    const { documents } = await journey.practice(id);
    for (const paper of [documents.modulo, documents.ricevuta]) {
      const { pages } = await readPdf(await bytesOf(paper?.sha256 ?? ''));
      // A digest is broken over two lines.
      const printed = pages.join(' ').replaceAll(/(?<=[0-9a-f]{32}) (?=[0-9a-f]{32})/gu, '');
      expect(printed.match(/\b[0-9a-f]{64}\b/gu)).toEqual(sent.map((file) => file.sha256));
    }
  });

  it('writes to the citizen when the practice is taken in charge, and makes the answer after the decision', async () => {
    const id = await journey.submit('mario-rossi');
    await worker.drain();
    await journey.takeCharge(id);
    await journey.decide(id, 'accettata');
    await worker.drain();
    const practice = await journey.practice(id);
    expect(practice.documents.risposta?.fileName).toBe(`risposta-${practice.code}.pdf`);
    await bytesOf(practice.documents.risposta?.sha256 ?? '');
    expect((await mailsAbout(practice.code)).map(({ subject }) => subject)).toContain(
      `Pratica ${practice.code} presa in carico: Certificato di nascita`,
    );
  });

  it.each([
    ['accettata', 'accettata'],
    ['rifiutata', 'non accettata'],
  ] as const)('registers the signed answer as outgoing and closes the practice as %s', async (outcome, word) => {
    const id = await journey.submit('lucia-d-amico');
    await worker.drain();
    await journey.takeCharge(id);
    await journey.decide(id, outcome);
    await worker.drain();
    const answer = await bytesOf((await journey.practice(id)).documents.risposta?.sha256 ?? '');
    await journey.sign(id, await makeP7m({ content: answer }));
    await worker.drain();
    const practice = await journey.practice(id);
    expect(practice.state).toBe(outcome);
    const { signers, ...signed } = practice.documents.risposta_firmata ?? {};
    expect(signers).toMatchObject([{ name: 'Paola Conti', broken: null }]);
    const text = 'select number, direction, correspondent, main from protocol_entry where key = $1';
    expect(await portal.rows(journey.tenant.id, text, [`${id}:risposta`])).toEqual([
      {
        number: Number(practice.answerProtocol?.number),
        direction: 'uscita',
        correspondent: "Lucia D'Amico",
        main: { ...signed, description: 'Risposta: Certificato di nascita' },
      },
    ]);
    expect((await journey.timeline(id)).map(({ event }) => event).slice(2)).toEqual([
      'protocollata',
      'presa_in_carico',
      'risposta_predisposta',
      'risposta_firmata',
      outcome,
    ]);
    expect((await mailsAbout(practice.code)).map(({ subject }) => subject)).toContain(
      `Pratica ${practice.code} ${word}: Certificato di nascita`,
    );
  });

  it('writes nothing to a citizen without an e-mail address, and nothing breaks', async () => {
    const id = await journey.submit('giuseppe-fo');
    await worker.drain();
    const practice = await journey.practice(id);
    expect(practice.requestProtocol).not.toBeNull();
    expect((await mailsAbout(practice.code)).map(({ to }) => to)).toEqual(['olga@comune.example']);
    const deliveries = await journey.deliveries(id);
    expect(deliveries.map(({ state }) => state)).toEqual(
      deliveries.map(({ effect }) =>
        effect.kind === 'mail' && effect.operatorId === null ? 'senza_indirizzo' : 'consegnata',
      ),
    );
  });

  it('removes the bytes of what was erased at night, unless something else points to them', async () => {
    const { id: tenantId } = journey.tenant;
    const practice = await journey.practice(await journey.submit('luca-ferrari'));
    const storage = makeAttachmentStorage(testStorage(portal.storageDir));
    const put = async (text: string) => {
      const source = async function* () {
        yield new TextEncoder().encode(text);
      };
      const stored = await storage.put(tenantId, source(), 100);
      if (stored === 'too-large') throw new Error('It is small');
      return stored;
    };
    const [gone, shared] = [await put('solo suo'), await put('anche di altri')];
    const insert = `insert into attachment (tenant_id, id, citizen_id, file_name, description, type, size, sha256, uploaded_at)
      select tenant_id, gen_random_uuid(), id, 'a.pdf', 'A', 'pdf', 1, $2, now() from citizen where id = $1 or $3`;
    await portal.rows(tenantId, insert, [practice.citizenId, gone.sha256, false]);
    await portal.rows(tenantId, insert, [practice.citizenId, shared.sha256, true]);
    const unitOfWork = makeUnitOfWork(portal.app);
    await makeErasePersonalData({ unitOfWork, clock: makeSystemClock() })(tenantId, practice.citizenId);
    const { appUrl, queueUrl } = portal.database;
    const tomorrow = { now: () => new Date(Date.now() + 24 * 60 * 60 * 1000) };
    const later = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir, clock: tomorrow });
    const queue = makePool(queueUrl, { max: 1 });
    await queue.query(`select graphile_worker.add_job('remove_discarded_files')`);
    await queue.end();
    await later.drain();
    await later.close();
    expect(await storage.open(tenantId, gone.sha256)).toBeNull();
    await bytesOf(shared.sha256);
  });

  it('makes the daily register when its hour has come', async () => {
    const { id } = await addTenant(portal.admin, 'volano');
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    const unitOfWork = makeUnitOfWork(portal.app);
    await unitOfWork.run(id, ({ protocol }) => protocol.register(aRegistration('a'), yesterday));
    const queue = makePool(portal.database.queueUrl, { max: 1 });
    await queue.query(`select graphile_worker.add_job('daily_registers')`);
    await queue.end();
    await worker.drain();
    const registers = await portal.rows(id, 'select day from protocol_daily_register');
    expect(registers).toEqual([{ day: dayInItaly(yesterday) }]);
  });
});
