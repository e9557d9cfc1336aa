import {
  CitizenRefusedError,
  type Clock,
  deliveryIdSchema,
  type FailDelivery,
  MailRefusedError,
  NumberLater,
  RegistryError,
  RegistryPaused,
  type RunDelivery,
  tenantIdSchema,
} from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import { z } from 'zod';
import { comeAgain } from './come-again.ts';
import { failureText } from './failure-text.it.ts';

/** What `enqueue_delivery` puts into a job. */
export const deliveryPayloadSchema = z.object({ tenantId: tenantIdSchema, deliveryId: deliveryIdSchema });

/** Trying again by itself would change nothing, or register twice. */
const isForGood = (error: unknown): boolean =>
  error instanceof MailRefusedError ||
  (error instanceof RegistryError && (error.kind === 'refused' || error.kind === 'in-doubt'));

/**
 * The task of a delivery. A failure is written down where the operator sees it, then thrown, and the queue tries again
 * later. After a refusal for good, or the last attempt, the delivery is blocked and the job is done with. When not even
 * the failure can be written down the job stays in the queue.
 */
export const makeDeliveryTask =
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
      // Nothing failed: the job is queued again when the number is said.
      if (error instanceof NumberLater) return;
      if (error instanceof RegistryPaused) return comeAgain(helpers, deps.clock, error.pauseMs);
      const final = isForGood(error) || job.attempts >= job.max_attempts;
      const facts = { task: job.task_identifier, tenantId, deliveryId, attempt: job.attempts, final };
      deps.logger.error({ ...facts, error: describeError(error) }, 'A delivery failed');
      const text = failureText(job.task_identifier, error);
      const refused = error instanceof CitizenRefusedError ? error : undefined;
      await deps.fail(tenantId, deliveryId, text, final, refused);
      if (!final) throw new Error(text, { cause: error });
    }
  };
