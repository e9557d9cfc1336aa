import { type Clock, type FailDelivery, NotifierError, type RunDelivery } from '@stanza/core';
import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import { deliveryPayloadSchema } from '../tasks/delivery-task.ts';
import { describeError, errorCode } from '../tasks/error-code.ts';
import { FAILURES } from './texts.it.ts';

/** What is told so late is not worth a telephone that rings: the mail has been there for long. */
const LONGEST_PAUSE_SECONDS = 24 * 60 * 60;
/** Of all these jobs one at a time is at work, so that an App IO that does not answer holds up nothing else (migration 042). */
const QUEUE = 'app_io';

const textOf = (error: unknown): string => {
  const code = errorCode(error);
  const sentence = FAILURES[error instanceof NotifierError ? error.kind : 'again'];
  return code === null ? `${sentence}.` : `${sentence} (codice ${code}).`;
};

const pauseOf = (error: unknown): number | null => (error instanceof NotifierError ? error.pauseSeconds : null);

const isForGood = (error: unknown): boolean =>
  (error instanceof NotifierError && error.kind !== 'again') || (pauseOf(error) ?? 0) > LONGEST_PAUSE_SECONDS;

/**
 * The task of a message on App IO. A failure is written down where the operator sees it, then it is tried again: when App IO wants
 * it, where it says so, else as the queue does. After the last attempt, or one that would change nothing, it has ended
 * (`makeFailDelivery`).
 */
export const makeAppIoTask =
  (deps: {
    readonly run: RunDelivery;
    readonly fail: FailDelivery;
    readonly clock: Clock;
    readonly logger: Logger;
  }): Task =>
  async (payload, { job, addJob }) => {
    const { tenantId, deliveryId } = deliveryPayloadSchema.parse(payload);
    try {
      await deps.run(tenantId, deliveryId);
    } catch (error) {
      const final = isForGood(error) || job.attempts >= job.max_attempts;
      const facts = { task: job.task_identifier, tenantId, deliveryId, attempt: job.attempts, final };
      deps.logger.warn({ ...facts, error: describeError(error) }, 'A message on App IO failed');
      const text = textOf(error);
      await deps.fail(tenantId, deliveryId, text, final);
      if (final) return;
      const pause = pauseOf(error);
      if (pause === null) throw new Error(text, { cause: error });
      await addJob(
        QUEUE,
        { tenantId, deliveryId },
        {
          jobKey: deliveryId,
          queueName: QUEUE,
          runAt: new Date(deps.clock.now().getTime() + pause * 1000),
          maxAttempts: job.max_attempts - job.attempts,
        },
      );
    }
  };
