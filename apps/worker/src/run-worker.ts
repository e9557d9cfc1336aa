import { setInterval } from 'node:timers/promises';
import type { Pool } from '@stanza/postgres';
import { run, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import { openPresence, type Presence } from './queue/presence.ts';
import { queueOptions } from './queue/queue-options.ts';
import type { RecoverDeadWorkers } from './queue/recover-dead-workers.ts';
import { describeError } from './tasks/error-code.ts';
import { CRONTAB } from './tasks/task-list.ts';

/** Jobs at work at the same time in one process. */
const CONCURRENCY = 4;
const RECOVERY_INTERVAL_MS = 60_000;

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

const keepRecovering = async (presence: Presence, { recover, logger }: WorkerParts, signal: AbortSignal) => {
  for await (const _ of setInterval(RECOVERY_INTERVAL_MS, undefined, { signal, ref: false })) {
    await presence.check();
    await recover().catch((error: unknown) => logger.error({ error: describeError(error) }, 'The recovery failed'));
  }
};

/**
 * Takes jobs from the queue until it is stopped; before, and then every minute, gives the jobs of dead workers back.
 * @throws Error when the database cannot be reached
 */
export const runWorker = async (parts: WorkerParts): Promise<RunningWorker> => {
  const presence = await openPresence(parts.queuePool);
  await parts.recover();
  const runner = await run({
    ...queueOptions({ ...parts, pool: parts.queuePool, presence }),
    concurrency: CONCURRENCY,
    crontab: CRONTAB,
  });
  const stopping = new AbortController();
  const ends = [presence.lost, runner.promise, keepRecovering(presence, parts, stopping.signal)];
  const broken = new Promise<void>((fulfil) => {
    const end = () => {
      if (!stopping.signal.aborted) fulfil();
    };
    Promise.race(ends).then(end, end);
  });
  return {
    broken,
    async stop() {
      stopping.abort();
      await runner.stop();
      presence.leave();
    },
  };
};
