import type { Clock } from '@stanza/core';
import type { JobHelpers } from 'graphile-worker';

/**
 * Puts off a job that was at work, because nothing was tried: the same one comes again after a pause, with the attempts that it had.
 * The task must end well after that.
 */
export const comeAgain = async (
  { job, addJob }: Pick<JobHelpers, 'job' | 'addJob'>,
  clock: Clock,
  pauseMs: number,
  queueName?: string,
): Promise<void> => {
  await addJob(job.task_identifier, job.payload, {
    ...(job.key === null ? {} : { jobKey: job.key }),
    ...(queueName === undefined ? {} : { queueName }),
    runAt: new Date(clock.now().getTime() + pauseMs),
    maxAttempts: job.max_attempts - job.attempts + 1,
  });
};
