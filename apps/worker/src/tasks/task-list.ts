import {
  type AdvancePayment,
  type Clock,
  type Effect,
  type ExpireDrafts,
  type FailDelivery,
  type ForgetSignIns,
  type ImportFeeds,
  type QueueFeedReading,
  type ReconcilePayments,
  type RemoveDiscarded,
  type RemoveOrphans,
  type RunDelivery,
  type SweepPayments,
  type TellLateNumbers,
  type TenantId,
  tenantIdSchema,
} from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { CompactTallies } from '@stanza/postgres';
import type { Task, TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import { z } from 'zod';
import { makeAppIoTask } from '../app-io/app-io-task.ts';
import type { MakeDailyRegisters } from '../protocol/daily-register.ts';
import { comeAgain } from './come-again.ts';
import { makeDeliveryTask } from './delivery-task.ts';
import type { EveryEnte } from './every-ente.ts';
import { makePaymentTask } from './payment-task.ts';
import { makeReconciliation, makeSweep } from './payments-of-ente.ts';
import { MOST_OF_MAIL, MOST_OF_PAYMENTS, makePlaces } from './places.ts';

/**
 * At half past midnight UTC (01:30 or 02:30 in Italy, when the day before is over) the registers of the protocol are
 * made; drafts are looked at, and files that nobody has any more, when that is done, and sign-ins whose time in the register is
 * over. In the morning administrators are told of numbers that are late. A night without a worker is made up for at the next start. What is stored is compared with the database once a week. Every
 * hour each ente that has feeds gets a job to read them, and a slow site holds up its own alone; and what was counted of its
 * practices is summed up. Every ten minutes it is looked for what was paid by notice, and in the night the payments of the last days are
 * compared with the gateway's.
 */
export const CRONTAB = [
  '30 0 * * * daily_registers ?fill=1d&id=daily_registers',
  '40 0 * * * expire_drafts ?fill=1d&id=expire_drafts',
  '50 0 * * * remove_discarded_files ?fill=1d&id=remove_discarded_files',
  '0 1 * * * forget_sign_ins ?fill=1d&id=forget_sign_ins',
  '20 1 * * 0 remove_orphans ?fill=7d&id=remove_orphans',
  '0 6 * * * tell_late_numbers ?fill=1d&id=tell_late_numbers',
  '10 1 * * * reconcile_payments ?fill=1d&id=reconcile_payments',
  '*/10 * * * * sweep_payments ?id=sweep_payments&max=1',
  '17 * * * * queue_feed_readings ?id=queue_feed_readings&max=1',
  '47 * * * * compact_tallies ?id=compact_tallies&max=1',
].join('\n');

const orphansPayloadSchema = z.object({
  tenantId: tenantIdSchema.optional(),
  after: z.string().nullable().default(null),
});
const importPayloadSchema = z.object({ tenantId: tenantIdSchema });

/** The tasks of the queue: one for each kind of effect, under its name, and what happens because time passes. */
export const makeTaskList = (deps: {
  readonly deliveries: Readonly<Record<Effect['kind'], RunDelivery>>;
  readonly sendInvitationMail: RunDelivery;
  readonly advancePayment: AdvancePayment;
  readonly sweepPayments: SweepPayments;
  readonly reconcilePayments: ReconcilePayments;
  readonly blockedNotice: Task;
  readonly fail: FailDelivery;
  readonly makeDailyRegisters: MakeDailyRegisters;
  readonly everyEnte: EveryEnte;
  /** Those that are disabled left out: nobody of theirs can come in to save a draft, nor to read what a feed brings. */
  readonly everyEnabledEnte: EveryEnte;
  readonly expireDrafts: ExpireDrafts;
  readonly removeDiscarded: RemoveDiscarded;
  readonly removeOrphans: RemoveOrphans;
  readonly forgetSignIns: ForgetSignIns;
  readonly importFeeds: ImportFeeds;
  readonly queueFeedReading: QueueFeedReading;
  readonly tellLateNumbers: TellLateNumbers;
  readonly compactTallies: CompactTallies;
  readonly clock: Clock;
  readonly logger: Logger;
}): TaskList => {
  const delivery = (run: RunDelivery) =>
    makeDeliveryTask({ run, fail: deps.fail, clock: deps.clock, logger: deps.logger });
  /** At work only where there is a place, else a little later. */
  const inPlaces = (most: number) => {
    const places = makePlaces(deps.clock, most);
    return (task: Task): Task =>
      (payload, helpers) =>
        places(
          async () => void (await task(payload, helpers)),
          (pauseMs) => comeAgain(helpers, deps.clock, pauseMs),
        );
  };
  const inMailPlace = inPlaces(MOST_OF_MAIL);
  const inPaymentPlace = inPlaces(MOST_OF_PAYMENTS);
  const { register_request, render_answer, register_answer, mail, app_io } = deps.deliveries;
  const { register_integration_request, register_integration, register_integration_cancellation } = deps.deliveries;
  return {
    register_request: delivery(register_request),
    render_answer: delivery(render_answer),
    register_answer: delivery(register_answer),
    register_integration_request: delivery(register_integration_request),
    register_integration: delivery(register_integration),
    register_integration_cancellation: delivery(register_integration_cancellation),
    mail: inMailPlace(delivery(mail)),
    app_io: makeAppIoTask({ ...deps, run: app_io }),
    payment: inPaymentPlace(makePaymentTask({ advance: deps.advancePayment, logger: deps.logger })),
    mail_invitation: inMailPlace(delivery(deps.sendInvitationMail)),
    mail_blocked: inMailPlace(deps.blockedNotice),
    daily_registers: async () => {
      try {
        await deps.makeDailyRegisters();
      } catch (error) {
        deps.logger.error({ task: 'daily_registers', error: describeError(error) }, 'The daily registers failed');
        throw new Error('The daily registers failed', { cause: error });
      }
    },
    sweep_payments: async () => deps.everyEnabledEnte('sweep_payments', makeSweep(deps)),
    reconcile_payments: async () => deps.everyEnabledEnte('reconcile_payments', makeReconciliation(deps)),
    expire_drafts: async () => deps.everyEnabledEnte('expire_drafts', deps.expireDrafts),
    import_feeds: async (payload) => deps.importFeeds(importPayloadSchema.parse(payload).tenantId),
    queue_feed_readings: async () => deps.everyEnabledEnte('queue_feed_readings', deps.queueFeedReading),
    tell_late_numbers: async () => deps.everyEnabledEnte('tell_late_numbers', deps.tellLateNumbers),
    compact_tallies: async () => deps.everyEnte('compact_tallies', deps.compactTallies),
    remove_discarded_files: async () => deps.everyEnte('remove_discarded_files', deps.removeDiscarded),
    forget_sign_ins: async () => deps.everyEnte('forget_sign_ins', deps.forgetSignIns),
    // A page of one ente, which queues the next one: however much there is, no job is long, and each goes on where it was.
    remove_orphans: async (payload, { addJob }) => {
      const { tenantId, after } = orphansPayloadSchema.parse(payload);
      const look = async (ente: TenantId, from: string | null): Promise<void> => {
        await addJob('remove_orphans', { tenantId: ente, after: from }, { jobKey: `remove_orphans ${ente}` });
      };
      if (tenantId === undefined) return deps.everyEnte('remove_orphans', (ente) => look(ente, null));
      const next = await deps.removeOrphans(tenantId, after);
      if (next !== null) await look(tenantId, next);
    },
  };
};
