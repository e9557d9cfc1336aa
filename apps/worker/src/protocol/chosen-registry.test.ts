import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBuiltInRegistry, type RegistryChoice, registryContext } from '@stanza/core';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makeAttachmentStorage, makeSecretBox, makeSystemClock } from '@stanza/gateways';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { makeEnteSetup, makeUnitOfWork } from '@stanza/postgres';
import { makeWorkerForTests, type WorkerForTests } from '../testing/index.ts';
import { type Journey, openJourney } from '../testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeChosenRegistry } from './chosen-registry.ts';
import { PASSWORD, someSettings } from './docarea/testing/sample-docarea.ts';
import { type DocareaServer, startDocareaServer } from './docarea/testing/start-docarea-server.ts';

const digestOf = (content: Uint8Array | null): string =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');

describe('an ente that has a registry of its own', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let worker: WorkerForTests;
  let server: DocareaServer;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    const { appUrl, queueUrl } = portal.database;
    worker = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir });
    server = await startDocareaServer('inline', {
      ente: 'c_h612',
      user: 'stanza',
      password: PASSWORD,
      titolari: { '7.1': 'open' },
      fascicoli: [],
      documentTypes: ['ISTANZA', 'RISPOSTA', 'ALL'],
      tokenMs: 3_600_000,
      now: makeSystemClock().now,
    });
  });
  afterAll(async () => {
    await worker.close();
    await server.close();
    await portal.close();
  });

  const choose = (choice: RegistryChoice | null): Promise<void> =>
    makeEnteSetup(portal.admin).saveRegistryChoice(journey.tenant.id, null, choice);
  afterEach(() => choose(null));

  const docarea = (password = PASSWORD, key = testSecretKey): RegistryChoice => ({
    kind: 'docarea',
    settings: { ...someSettings({ dialect: 'inline', endpoint: server.url }) },
    sealed: makeSecretBox(key).seal(registryContext(journey.tenant.id, 'docarea'), JSON.stringify({ password })),
  });
  const registration = async (id: Awaited<ReturnType<Journey['submit']>>) =>
    (await journey.deliveries(id)).find(({ effect }) => effect.kind === 'register_request');

  it('gets its numbers from there, with the documents byte for byte, and none from the portal', async () => {
    await choose(docarea());
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    const { requestProtocol, documents } = await journey.practice(id);
    const line = server.book.lines.at(-1);
    expect(requestProtocol).toMatchObject({ number: String(line?.number).padStart(7, '0'), year: line?.year });
    expect(line?.staged[0]?.sha256).toBe(documents.modulo?.sha256);
    expect(await portal.rows(journey.tenant.id, 'select from protocol_entry')).toEqual([]);
  });

  it('is not asked twice for a number whose answer never came: the delivery waits for an operator', async () => {
    await choose(docarea());
    const before = server.book.lines.length;
    server.next('Protocollazione', { is: 'cut', done: true });
    const id = await journey.submit('mario-rossi');
    await worker.drain();
    expect(await registration(id)).toMatchObject({
      state: 'bloccata',
      attempts: 1,
      lastError: expect.stringContaining('Non si sa se il protocollo del Comune ha registrato'),
    });
    await worker.drain();
    expect(server.book.lines).toHaveLength(before + 1);
    expect((await journey.practice(id)).requestProtocol).toBeNull();
  });

  it('that refuses a document midway is given, when the operator tries again, what it does not have yet', async () => {
    await choose(docarea());
    const [lines, asked] = [server.book.lines.length, server.asked.length];
    const refusal = { lngDocID: 0, lngErrNumber: -51, strErrString: 'Firma non valida' };
    server.next('Inserimento', { is: 'answers', fields: refusal, done: false }, 1);
    const delega = Buffer.from('%PDF-1.7\nuna delega');
    const documento = Buffer.from('%PDF-1.7\nuna carta');
    const id = await journey.submit('anna-bianchi', { delega, documento });
    await worker.drain();
    const blocked = await registration(id);
    expect(blocked).toMatchObject({ state: 'bloccata', attempts: 1 });
    await journey.retry(id, blocked?.id);
    await worker.drain();
    const [line, ...others] = server.book.lines.slice(lines);
    expect(others).toEqual([]);
    const { requestProtocol, documents } = await journey.practice(id);
    expect(requestProtocol).toMatchObject({ number: String(line?.number).padStart(7, '0'), year: line?.year });
    const main = documents.modulo?.sha256;
    expect(line?.staged.map(({ sha256 }) => sha256)).toEqual([main, digestOf(delega), digestOf(documento)]);
    const handed = server.asked
      .slice(asked)
      .flatMap(({ operation, content }) => (operation === 'Inserimento' ? [digestOf(content)] : []));
    // The one that was refused is handed over again, the one before is not.
    expect(handed).toEqual([main, digestOf(delega), digestOf(delega), digestOf(documento)]);
  });

  it.each([
    ['a password that it does not take', () => docarea('sbagliata')],
    ['settings that no adapter understands', () => ({ ...docarea(), settings: {} })],
    ['secrets that are sealed for somebody else', () => ({ ...docarea(), sealed: 'altro' })],
  ])('with %s registers nothing, and the office reads whom to ask', async (_what, choice) => {
    await choose(choice());
    const before = server.book.lines.length;
    const id = await journey.submit('luca-ferrari');
    await worker.drain();
    expect(await registration(id)).toMatchObject({
      state: 'in_attesa',
      lastError: expect.stringContaining('rifiuta le impostazioni del portale'),
    });
    expect(server.book.lines).toHaveLength(before);
    expect(await portal.rows(journey.tenant.id, 'select from protocol_entry')).toEqual([]);
  });

  it('whose choice was taken back meanwhile does not register elsewhere what was asked for there', async () => {
    await choose(docarea());
    server.next('Protocollazione', { is: 'cut', done: true });
    const id = await journey.submit('zoe-cosi');
    await worker.drain();
    await choose(null);
    await journey.retry(id, (await registration(id))?.id);
    await worker.drain();
    expect(await registration(id)).toMatchObject({ lastError: expect.stringContaining('Non si sa se') });
    expect(await portal.rows(journey.tenant.id, 'select from protocol_entry')).toEqual([]);
  });

  it('has chosen it too late for what the portal has a number for', async () => {
    const unitOfWork = makeUnitOfWork(portal.app);
    const clock = makeSystemClock();
    const registry = makeChosenRegistry({
      builtIn: makeBuiltInRegistry({ unitOfWork, clock }),
      unitOfWork,
      storage: makeAttachmentStorage(testStorage(portal.storageDir)),
      secretBox: makeSecretBox(testSecretKey),
      clock,
    });
    const number = await registry.register(journey.tenant.id, aRegistration('prima'));
    await choose(docarea());
    const asked = server.asked.length;
    expect(await registry.register(journey.tenant.id, aRegistration('prima'))).toEqual(number);
    expect(server.asked).toHaveLength(asked);
  });
});
