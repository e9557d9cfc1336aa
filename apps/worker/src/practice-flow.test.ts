import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, readAll } from '@stanza/core';
import { makeDirectoryStorage } from '@stanza/gateways';
import { makeP7m } from '@stanza/gateways/testing';
import { makePool } from '@stanza/postgres';
import { makeWorkerForTests, type WorkerForTests } from './testing/index.ts';
import { type Journey, openJourney } from './testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

const MAILS = 'select "to", subject, text from dev_mail order by sent_at, message_id';

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
    const source = await makeDirectoryStorage({ directory: portal.storageDir }).open(journey.tenant.id, sha256);
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

  it('registers the digest of the very form that it stored', async () => {
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    const { modulo } = (await journey.practice(id)).documents;
    const text = 'select main from protocol_entry where key = $1';
    const [entry] = await portal.rows(journey.tenant.id, text, [`${id}:richiesta`]);
    expect(entry?.main).toMatchObject({ fileName: modulo?.fileName, sha256: modulo?.sha256, size: modulo?.size });
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
    const text = 'select number, direction, correspondent, main from protocol_entry where key = $1';
    expect(await portal.rows(journey.tenant.id, text, [`${id}:risposta`])).toEqual([
      {
        number: Number(practice.answerProtocol?.number),
        direction: 'uscita',
        correspondent: "Lucia D'Amico",
        main: { ...practice.documents.risposta_firmata, description: 'Risposta: Certificato di nascita' },
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
    expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => 'consegnata'));
  });

  // The last: the day is closed afterwards.
  it('makes the daily register when its hour has come', async () => {
    await journey.submit('zoe-cosi');
    await worker.drain();
    const { appUrl, queueUrl } = portal.database;
    const tomorrow = { now: () => new Date(Date.now() + 24 * 60 * 60 * 1000) };
    const later = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir, clock: tomorrow });
    const queue = makePool(queueUrl, { max: 1 });
    await queue.query(`select graphile_worker.add_job('daily_registers')`);
    await queue.end();
    await later.drain();
    await later.close();
    const registers = await portal.rows(journey.tenant.id, 'select day, content from protocol_daily_register');
    expect(registers.map(({ day }) => day)).toContain(dayInItaly(new Date()));
  });
});
