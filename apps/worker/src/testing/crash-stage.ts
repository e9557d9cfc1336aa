import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makePool, type Pool } from '@stanza/postgres';
import { z } from 'zod';
import { awaitDeath } from './await-death.ts';
import { type Journey, openJourney } from './journey.ts';
import { makeWorkerForTests, type WorkerForTests } from './worker-for-tests.ts';
import { openWorkerPortal, type WorkerPortal } from './worker-portal.ts';

const CRASHING_WORKER = join(import.meta.dirname, 'crashing-worker.ts');

/** A portal whose worker is killed. */
export interface CrashStage {
  readonly portal: WorkerPortal;
  readonly journey: Journey;
  /** The worker that is started again. */
  readonly healthy: WorkerForTests;
  /** Waits until the database knows that the worker was killed. */
  awaitDeath(): Promise<void>;
  close(): Promise<void>;
}

export const openCrashStage = async (): Promise<CrashStage> => {
  const portal = await openWorkerPortal();
  const { appUrl, queueUrl } = portal.database;
  const queue: Pool = makePool(queueUrl, { max: 1 });
  const healthy = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir });
  return {
    portal,
    journey: await openJourney(portal),
    healthy,
    awaitDeath: () => awaitDeath(queue),
    async close() {
      await healthy.close();
      await queue.end();
      await portal.close();
    },
  };
};

/**
 * Lets a worker of each portal work, all in one process, which is killed when each is at its step or has no more work.
 * @param given of each portal, at which step its worker is killed
 * @returns of each, whether it was killed before its work was done
 * @throws Error when the process ends in another way
 */
export const killWorkers = async (
  given: readonly { readonly stage: CrashStage; readonly killAt: number }[],
): Promise<readonly boolean[]> => {
  const workers = given.map(({ stage: { portal }, killAt }) => {
    const { appUrl, queueUrl } = portal.database;
    return { appUrl, queueUrl, storageDir: portal.storageDir, killAt };
  });
  const child = spawn(process.execPath, [CRASHING_WORKER, JSON.stringify(workers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [written, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const killed = z.array(z.boolean()).parse(JSON.parse(written));
  if (killed.includes(true) ? signal !== 'SIGKILL' : code !== 0) throw new Error(`It ended with ${code ?? signal}`);
  return killed;
};
