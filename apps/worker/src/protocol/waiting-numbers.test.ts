import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AnswerRegistration,
  dayInItaly,
  makeAnswerRegistration,
  makeSettleRegistration,
  type PracticeId,
  type RegistryChoice,
  readAll,
  registryContext,
} from '@stanza/core';
import { must } from '@stanza/core/testing';
import { makeAttachmentStorage, makeSecretBox, makeSystemClock } from '@stanza/gateways';
import { makeP7m, testSecretKey, testStorage } from '@stanza/gateways/testing';
import { makeEnteSetup, makePool, makeUnitOfWork, type Pool } from '@stanza/postgres';
import { makeWorkerForTests, type WorkerForTests } from '../testing/index.ts';
import { type Journey, openJourney } from '../testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { aPecServer, PEC_PASSWORD, somePecSettings } from './pec/testing/sample-pec.ts';
import type { PecServer } from './pec/testing/start-pec-server.ts';

const ADDRESS = '192.0.2.7';

describe('an ente whose numbers are said later', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let worker: WorkerForTests;
  let server: PecServer;
  let queue: Pool;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    const { appUrl, queueUrl } = portal.database;
    queue = makePool(queueUrl, { max: 1 });
    worker = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir });
    ({ server } = await aPecServer());
  });
  afterAll(async () => {
    await queue.end();
    await worker.close();
    await server.close();
    await portal.close();
  });

  const choose = (kind: RegistryChoice['kind'], settings: RegistryChoice['settings'], secrets: unknown) => {
    const { id } = journey.tenant;
    const sealed = makeSecretBox(testSecretKey).seal(registryContext(id, kind), JSON.stringify(secrets));
    return makeEnteSetup(portal.admin).saveRegistryChoice(id, null, { kind, settings, sealed });
  };
  const deps = () => ({ unitOfWork: makeUnitOfWork(portal.app), clock: makeSystemClock() });
  const waiting = () =>
    deps().unitOfWork.read(journey.tenant.id, ({ registrations }) => registrations.waiting(null, 10));
  const answer = async (key: string, number: string): Promise<Awaited<ReturnType<AnswerRegistration>>> => {
    const now = new Date();
    const given = { number, year: Number(dayInItaly(now).slice(0, 4)), registeredAt: now };
    return makeAnswerRegistration(deps())(journey.tenant.id, ADDRESS, key, given);
  };
  const registration = async (id: PracticeId) =>
    (await journey.deliveries(id)).find(({ effect }) => effect.kind === 'register_request');
  const events = async (id: PracticeId) => (await journey.timeline(id)).map(({ event }) => event);

  it('registers nothing by itself, and goes on with what the office’s system says', async () => {
    await choose('external', {}, {});
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    expect(await registration(id)).toMatchObject({ state: 'in_attesa', attempts: 0, lastError: null });
    expect(await portal.rows(journey.tenant.id, 'select from protocol_entry')).toEqual([]);
    must(await answer(`${id}:richiesta`, '12'));
    await worker.drain();
    expect((await journey.practice(id)).requestProtocol?.number).toBe('0000012');
    expect((await journey.practice(id)).documents.ricevuta).toBeDefined();
    expect(await events(id)).toEqual(['bozza', 'inviata', 'protocollata']);
    const mails = (await journey.deliveries(id)).flatMap(({ effect, state }) =>
      effect.kind === 'mail' && effect.template === 'pratica_protocollata' ? [state] : [],
    );
    expect(mails).toEqual(['consegnata']);
  });

  it('has what follows registered into the file of the request', async () => {
    await choose('external', {}, {});
    const id = await journey.submit('mario-rossi');
    await worker.drain();
    must(await answer(`${id}:richiesta`, '20'));
    await worker.drain();
    await journey.takeCharge(id);
    await journey.requestIntegration(id);
    await worker.drain();
    const [asked] = await waiting();
    expect(asked?.handedOver).toMatchObject({ direction: 'uscita', file: { number: '0000020' } });
    must(await answer(asked?.key ?? '', '21'));
    await worker.drain();
    expect((await journey.integrations(id))[0]?.papers.richiesta?.protocol?.number).toBe('0000021');

    const other = await journey.submit('luca-ferrari');
    await worker.drain();
    must(await answer(`${other}:richiesta`, '30'));
    await worker.drain();
    await journey.takeCharge(other);
    await journey.decide(other, 'rifiutata');
    await worker.drain();
    const content = await makeAttachmentStorage(testStorage(portal.storageDir)).open(
      journey.tenant.id,
      (await journey.practice(other)).documents.risposta?.sha256 ?? '',
    );
    if (content === null) throw new Error('The answer is not there');
    await journey.sign(other, await makeP7m({ content: await readAll(content, 10_000_000) }));
    await worker.drain();
    const [answered] = await waiting();
    expect(answered).toMatchObject({ key: `${other}:risposta`, handedOver: { file: { number: '0000030' } } });
    must(await answer(`${other}:risposta`, '31'));
    await worker.drain();
    expect(await journey.practice(other)).toMatchObject({ state: 'rifiutata', answerProtocol: { number: '0000031' } });
  });

  it('writes one PEC, and goes on with the number that an operator writes', async () => {
    await choose('pec', { ...somePecSettings({ endpoint: server.url }) }, { password: PEC_PASSWORD });
    const id = await journey.submit('zoe-cosi');
    await worker.drain();
    await worker.drain();
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.documents[0]?.sha256).toBe((await journey.practice(id)).documents.modulo?.sha256);
    const { operator } = journey;
    const place = { practiceId: id, key: `${id}:richiesta` };
    const day = dayInItaly(new Date());
    const said = { kind: 'registered', number: '77', day } as const;
    must(await makeSettleRegistration(deps())(journey.tenant.id, { operator, address: ADDRESS }, place, said));
    await worker.drain();
    expect((await journey.practice(id)).requestProtocol?.number).toBe('0000077');
    expect(server.mails).toHaveLength(1);
  });

  it('sends nothing twice when the connection ends without a word: an operator looks', async () => {
    await choose('pec', { ...somePecSettings({ endpoint: server.url }) }, { password: PEC_PASSWORD });
    server.next({ is: 'cut', kept: true });
    const before = server.mails.length;
    const id = await journey.submit('marco-verdi');
    await worker.drain();
    await worker.drain();
    expect(server.mails).toHaveLength(before + 1);
    expect(await registration(id)).toMatchObject({ state: 'bloccata' });
  });

  it('has its administrators told in the morning that a number is late', async () => {
    await choose('external', {}, {});
    const id = await journey.submit('teresa-zanotti');
    await worker.drain();
    const ask = async () => {
      await portal.rows(journey.tenant.id, 'update tenant set blocked_notice_at = null');
      await queue.query("select graphile_worker.add_job('tell_late_numbers')");
      await worker.drain();
      return portal.rows(journey.tenant.id, 'select blocked_notice_at is not null as told from tenant');
    };
    expect(await ask()).toEqual([{ told: false }]);
    const late = "update registration set asked_at = asked_at - interval '25 hours' where practice_id = $1";
    await portal.rows(journey.tenant.id, late, [id]);
    expect(await ask()).toEqual([{ told: true }]);
    must(await answer(`${id}:richiesta`, '49'));
    await worker.drain();
  });

  it('still waits for a number that was asked for, whatever was chosen since', async () => {
    await choose('external', {}, {});
    const id = await journey.submit('lucia-d-amico');
    await worker.drain();
    await makeEnteSetup(portal.admin).saveRegistryChoice(journey.tenant.id, null, null);
    must(await answer(`${id}:richiesta`, '50'));
    await worker.drain();
    expect((await journey.practice(id)).requestProtocol?.number).toBe('0000050');
  });
});
