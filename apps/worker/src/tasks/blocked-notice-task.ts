import {
  type BlockedNoticeRecipients,
  deliveryIdSchema,
  MailRefusedError,
  operatorIdSchema,
  type SendBlockedNotice,
  tenantIdSchema,
} from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import { z } from 'zod';

/** What `enqueue_blocked_notice` puts into a job; with an operator, the mail to that one. */
const payloadSchema = z.object({
  tenantId: tenantIdSchema,
  noticeId: deliveryIdSchema,
  operatorId: operatorIdSchema.optional(),
});

/**
 * The task of the mail about what is blocked: it queues one for each administrator, which is sent by itself. What fails is logged and
 * tried again, and is given up in the end: there is nobody else to tell.
 */
export const makeBlockedNoticeTask =
  (deps: {
    readonly recipients: BlockedNoticeRecipients;
    readonly send: SendBlockedNotice;
    readonly logger: Logger;
  }): Task =>
  async (payload, { job, addJob }) => {
    const { tenantId, noticeId, operatorId } = payloadSchema.parse(payload);
    if (operatorId === undefined) {
      for (const id of await deps.recipients(tenantId)) {
        // A newer one takes the place of one that still waits, and counts what is blocked by then.
        const jobKey = `mail_blocked ${tenantId} ${id}`;
        await addJob('mail_blocked', { tenantId, noticeId, operatorId: id }, { jobKey, maxAttempts: job.max_attempts });
      }
      return;
    }
    try {
      await deps.send(tenantId, noticeId, operatorId);
    } catch (error) {
      const final = error instanceof MailRefusedError || job.attempts >= job.max_attempts;
      const facts = { task: job.task_identifier, tenantId, noticeId, attempt: job.attempts, final };
      deps.logger.error({ ...facts, error: describeError(error) }, 'A mail about blocked deliveries failed');
      if (!final) throw new Error('A mail about blocked deliveries failed', { cause: error });
    }
  };
