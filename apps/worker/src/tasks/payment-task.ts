import { type AdvancePayment, paymentIdSchema, tenantIdSchema } from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import { z } from 'zod';

/** What `enqueue_payment` puts into a job. */
const payloadSchema = z.object({ tenantId: tenantIdSchema, paymentId: paymentIdSchema });

/**
 * The task of a payment. What the gateway did not do is written down with the payment, which has queued its next look by then; it is
 * logged, and the job is done with. What is our own failure is thrown, and the queue tries again.
 */
export const makePaymentTask =
  ({ advance, logger }: { readonly advance: AdvancePayment; readonly logger: Logger }): Task =>
  async (payload) => {
    const { tenantId, paymentId } = payloadSchema.parse(payload);
    const facts = { task: 'payment', tenantId, paymentId };
    try {
      const failure = await advance(tenantId, paymentId);
      if (failure === null) return;
      logger.warn({ ...facts, kind: failure.kind, error: describeError(failure) }, 'The payment gateway failed');
    } catch (error) {
      logger.error({ ...facts, error: describeError(error) }, 'A payment could not be looked after');
      throw new Error('A payment could not be looked after', { cause: error });
    }
  };
