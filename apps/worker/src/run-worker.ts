import { setInterval, setTimeout } from 'node:timers/promises';
import { describeError } from '@stanza/gateways';
import type { Pool } from '@stanza/postgres';
import { run, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import { openPresence, type Presence } from './queue/presence.ts';
import { queueOptions } from './queue/queue-options.ts';
import type { RecoverDeadWorkers } from './queue/recover-dead-workers.ts';
import { CRONTAB } from './tasks/task-list.ts';

/**
 * Jobs at work at the same time in one process. Some only wait for somebody outside: for registries of others at most `MOST_OF_ALL`, for
 * the mail server `MOST_OF_MAIL`, for pagoPA `MOST_OF_PAYMENTS`, for App IO one; the rest is for all that waits for nobody.
 */
export const CONCURRENCY = 12;
const RECOVERY_INTERVAL_MS = 60_000;
/** Before each attempt to go on after the database was lost: about four minutes in all. */
const WAITS_MS: readonly number[] = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000];
/** Who has worked for so long has the database back: the next loss is another one. */
const STEADY_MS = 60_000;
/** Jobs at work have so long to end when the database was lost. */
const STOP_TIMEOUT_MS = 60_000;

export interface WorkerParts {
  /** Connections as the owner of the queue. */
  readonly queuePool: Pool;
  readonly tasks: TaskList;
  readonly recover: RecoverDeadWorkers;
  readonly logger: Logger;
}

export interface RunningWorker {
  /** Fulfilled when the worker can no longer work: then the process must end, and be started again. */
  readonly broken: Promise<void>;
  /** Takes no more jobs and waits for those at work. */
  stop(): Promise<void>;
}

/** The work on one presence: when that is lost this process looks dead to the others, and must begin anew. */
interface Stretch {
  /** Fulfilled when it cannot go on. */
  readonly over: Promise<void>;
  /** Takes no more jobs, waits for those at work, lets go of the presence. */
  stop(): Promise<void>;
}

const keepRecovering = async (presence: Presence, { recover, logger }: WorkerParts, signal: AbortSignal) => {
  for await (const _ of setInterval(RECOVERY_INTERVAL_MS, undefined, { signal, ref: false })) {
    await presence.check();
    await recover().catch((error: unknown) => logger.error({ error: describeError(error) }, 'The recovery failed'));
  }
};

const startRunner = async (presence: Presence, parts: WorkerParts) => {
  await parts.recover();
  const options = queueOptions({ ...parts, pool: parts.queuePool, presence });
  return run({ ...options, concurrency: CONCURRENCY, crontab: CRONTAB });
};

/** @throws Error when the database cannot be reached */
const begin = async (parts: WorkerParts): Promise<Stretch> => {
  const presence = await openPresence(parts.queuePool);
  const runner = await startRunner(presence, parts).catch((error: unknown) => {
    presence.leave();
    throw error;
  });
  const stopping = new AbortController();
  const ends = [presence.lost, runner.promise, keepRecovering(presence, parts, stopping.signal)];
  const end = () => undefined;
  return {
    over: Promise.race(ends).then(end, end),
    async stop() {
      stopping.abort();
      await runner.stop().catch(end); // it may have stopped by itself
      presence.leave();
    },
  };
};

const tryToBegin = (parts: WorkerParts): Promise<Stretch | null> =>
  begin(parts).catch((error: unknown) => {
    parts.logger.warn({ error: describeError(error) }, 'The database is still away');
    return null;
  });

/** Works until `signal` is aborted, beginning anew after each loss; ends before when no attempt of `waits` works. */
const keepWorking = async (first: Stretch, parts: WorkerParts, waits: readonly number[], signal: AbortSignal) => {
  const aborted = new Promise<void>((fulfil) => signal.addEventListener('abort', () => fulfil()));
  let attempts = 0;
  for (let stretch: Stretch | null = first; stretch !== null; ) {
    const began = performance.now();
    await Promise.race([stretch.over, aborted]);
    if (!signal.aborted) parts.logger.warn('The database was lost: the worker begins anew');
    const stopped = stretch.stop().then(() => true);
    const inTime = await Promise.race([stopped, setTimeout(STOP_TIMEOUT_MS, false, { ref: false })]);
    if (signal.aborted || !inTime) return;
    if (performance.now() - began > STEADY_MS) attempts = 0;
    for (stretch = null; stretch === null && attempts < waits.length && !signal.aborted; attempts += 1) {
      await setTimeout(waits[attempts], undefined, { signal }).catch(() => undefined);
      stretch = await tryToBegin(parts);
    }
  }
};

/**
 * Takes jobs from the queue until it is stopped; before, and then every minute, gives the jobs of dead workers back. A
 * database that is away for some minutes is waited for.
 * @param waits before each attempt to go on, in milliseconds
 * @throws Error when the database cannot be reached at the start
 */
export const runWorker = async (parts: WorkerParts, waits: readonly number[] = WAITS_MS): Promise<RunningWorker> => {
  const stopping = new AbortController();
  const working = keepWorking(await begin(parts), parts, waits, stopping.signal);
  const broken = new Promise<void>((fulfil) => {
    const end = () => {
      if (!stopping.signal.aborted) fulfil();
    };
    working.then(end, end);
  });
  return {
    broken,
    async stop() {
      stopping.abort();
      await working;
    },
  };
};
