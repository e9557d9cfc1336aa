import { type Clock, type FailDelivery, NotifierError, NotifierPaused, type RunDelivery } from '@stanza/core';
import { describeError, errorCode } from '@stanza/gateways';
import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import { comeAgain } from '../tasks/come-again.ts';
import { deliveryPayloadSchema } from '../tasks/delivery-task.ts';
import { FAILURES, KEY_REFUSED } from './texts.it.ts';

/** What is told so late is not worth a telephone that rings: the mail has been there for long. */
const LONGEST_PAUSE_SECONDS = 24 * 60 * 60;
/** Later than it was told to by at most so much comes what waits, so that not all of it comes at once. */
const SPREAD_MS = 60_000;
/** The answer to a key that it does not know. */
const UNAUTHORIZED = '401';

const textOf = (error: unknown): string => {
  const code = errorCode(error);
  const kind = error instanceof NotifierError ? error.kind : 'again';
  const sentence = kind === 'refused' && code === UNAUTHORIZED ? KEY_REFUSED : FAILURES[kind];
  return code === null ? `${sentence}.` : `${sentence} (codice ${code}).`;
};

const pauseOf = (error: unknown): number | null => (error instanceof NotifierError ? error.pauseSeconds : null);

const isForGood = (error: unknown): boolean =>
  (error instanceof NotifierError && error.kind !== 'again') || (pauseOf(error) ?? 0) > LONGEST_PAUSE_SECONDS;

const spreadMs = (seconds: number): number => seconds * 1000 + Math.random() * SPREAD_MS;

/**
 * The task of a message on App IO. Who finds that it was told to wait has tried nothing, and comes again with all attempts. A failure is
 * written down where the operator sees it, then it is tried again: when App IO wants it, where it says so, else as the queue does.
 * After the last attempt, or one that would change nothing, it has ended (`makeFailDelivery`).
 */
export const makeAppIoTask =
  (deps: {
    readonly run: RunDelivery;
    readonly fail: FailDelivery;
    readonly clock: Clock;
    readonly logger: Logger;
  }): Task =>
  async (payload, helpers) => {
    const { job } = helpers;
    const { tenantId, deliveryId } = deliveryPayloadSchema.parse(payload);
    try {
      await deps.run(tenantId, deliveryId);
    } catch (error) {
      const isLater = error instanceof NotifierPaused && !isForGood(error);
      if (isLater) return comeAgain(helpers, deps.clock, spreadMs(error.pauseSeconds));
      const final = isForGood(error) || job.attempts >= job.max_attempts;
      const facts = { task: job.task_identifier, tenantId, deliveryId, attempt: job.attempts, final };
      deps.logger.warn({ ...facts, error: describeError(error) }, 'A message on App IO failed');
      const text = textOf(error);
      await deps.fail(tenantId, deliveryId, text, final);
      if (final) return;
      const pause = pauseOf(error);
      if (pause === null) throw new Error(text, { cause: error });
      await comeAgain(helpers, deps.clock, spreadMs(pause), job.attempts);
    }
  };
