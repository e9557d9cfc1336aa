import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PracticeId } from '@stanza/core';
import { makePool, type Pool } from '@stanza/postgres';
import { lockKey } from './queue/presence.ts';
import { makeWorkerForTests } from './testing/index.ts';
import { type Journey, openJourney } from './testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

const CRASHING_WORKER = join(import.meta.dirname, 'testing/crashing-worker.ts');

// The server sees the death of a process an instant after we do: waiting for its lock is waiting for that.
const AWAIT_DEATH = `select pg_advisory_xact_lock(${lockKey('id')})
  from (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null) holder`;

/** @returns whether it was killed before its work was done */
const runCrashingWorker = async ({ database, storageDir }: WorkerPortal, killAt: number): Promise<boolean> => {
  const { appUrl, queueUrl } = database;
  const settings = JSON.stringify({ appUrl, queueUrl, storageDir, killAt });
  const child = spawn(process.execPath, [CRASHING_WORKER, settings], {
    env: { NODE_COMPILE_CACHE: join(storageDir, 'compiled') }, // dozens of processes load the same modules
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'exit');
  if (signal === 'SIGKILL') return true;
  expect(code).toBe(0);
  return false;
};

const RECEIPT = /^ricevuta-.+\.pdf$/u;

const expectWhole = async (portal: WorkerPortal, journey: Journey, id: PracticeId) => {
  const { id: tenantId } = journey.tenant;
  const practice = await journey.practice(id);
  const entries = await portal.rows(tenantId, 'select number from protocol_entry where key = $1', [`${id}:richiesta`]);
  expect(entries).toEqual([{ number: Number(practice.requestProtocol?.number) }]);
  expect(practice.documents.ricevuta?.fileName).toMatch(RECEIPT);
  const events = (await journey.timeline(id)).map(({ event }) => event);
  expect(events).toEqual(['bozza', 'inviata', 'protocollata']);
  const deliveries = await journey.deliveries(id);
  expect(deliveries.map(({ state, attempts }) => ({ state, attempts }))).toEqual(
    Array.from({ length: 4 }, () => ({ state: 'consegnata', attempts: 0 })),
  );
  const mails = await portal.rows(tenantId, 'select message_id, subject from dev_mail where subject like $1', [
    `%${practice.code}%`,
  ]);
  const ids = deliveries.filter(({ effect }) => effect.kind === 'mail').map((mail) => `<${mail.id}@comune.example>`);
  expect(mails.map(({ message_id }) => message_id).toSorted()).toEqual(ids.toSorted());
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(3);
};

/** Kills at each `stride`-th step, from `first` on, until a run comes to its end. @returns how many were killed */
const killAtEveryStep = async (first: number, stride: number): Promise<number> => {
  const portal = await openWorkerPortal();
  const { appUrl, queueUrl } = portal.database;
  const queue: Pool = makePool(queueUrl, { max: 1 });
  const healthy = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir });
  try {
    const journey = await openJourney(portal);
    for (let killed = 0; ; killed += 1) {
      const id = await journey.submit('anna-bianchi');
      const wasKilled = await runCrashingWorker(portal, first + killed * stride);
      await queue.query(AWAIT_DEATH);
      await healthy.drain();
      await expectWhole(portal, journey, id);
      const [{ last_number: last } = {}] = await portal.rows(
        journey.tenant.id,
        'select last_number from protocol_counter',
      );
      expect(last).toBe(killed + 1);
      if (!wasKilled) return killed;
    }
  } finally {
    await healthy.close();
    await queue.end();
    await portal.close();
  }
};

describe('the worker, killed with SIGKILL at any step of a registration and of its mails', () => {
  it('finishes when it is started again: one number, one entry in the timeline, each mail once', async () => {
    const killed = await Promise.all([killAtEveryStep(1, 2), killAtEveryStep(2, 2)]);
    expect(killed[0] + killed[1]).toBeGreaterThan(40);
  }, 600_000);
});
