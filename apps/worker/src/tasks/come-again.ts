import type { Clock } from '@stanza/core';
import type { JobHelpers } from 'graphile-worker';

/**
 * In the place of a job at work `add_job` makes a new one, with all attempts before it, which after a failure would wait as after the
 * first; so the attempts of the old one are given to it, in the same statement. Where somebody else has put another in its place
 * meanwhile, that one goes on.
 */
const AGAIN = `select from graphile_worker._private_jobs job, lateral graphile_worker.reschedule_jobs(
    array[(graphile_worker.add_job(
      $3,
      job.payload,
      queue_name => (select queue_name from graphile_worker._private_job_queues where id = job.job_queue_id),
      run_at => $4,
      max_attempts => job.max_attempts,
      job_key => job.key,
      priority => job.priority
    )).id],
    attempts => $5
  ) where job.id = $1 and job.key is not distinct from $2`;

/**
 * Puts off a job that was at work: the same one comes again after a pause. The task must end well after that.
 * @param attempts how many it has then had: as many as before where nothing was tried
 */
export const comeAgain = async (
  { job, query }: Pick<JobHelpers, 'job' | 'query'>,
  clock: Clock,
  pauseMs: number,
  attempts = job.attempts - 1,
): Promise<void> => {
  const runAt = new Date(clock.now().getTime() + pauseMs);
  await query(AGAIN, [job.id, job.key, job.task_identifier, runAt, attempts]);
};
