import { awaitsMoney, keepsDraft, type Payment } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { carefreeDays, draftStep } from '../../practice/draft-term.ts';
import { COUNTER_WARNINGS, type Effect } from '../../practice/effect.ts';
import type { Practice } from '../../practice/practice.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { type CitizenId, deliveryIdSchema, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { withdrawPayment } from '../change-payment.ts';
import { closePayments } from '../close-payments.ts';

export type ExpireDrafts = (tenantId: TenantId) => Promise<void>;

export interface ExpireDraftsDeps {
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly clock: Clock;
  /** Days that a draft is kept after it was last saved. */
  readonly draftDays: number;
}

const PAGE = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Withdraws what can still be paid. @returns whether there is any of which the gateway has not said that nobody can pay it any more */
const giveUpOpen = async (stores: Pick<Stores, 'payments'>, made: readonly Payment[], now: Date): Promise<boolean> => {
  let isWaiting = false;
  for (const payment of made.filter(awaitsMoney)) {
    isWaiting ||= awaitsMoney(await withdrawPayment(stores, { ...payment, givenUp: true }, now));
  }
  return isWaiting;
};

/** Does what is due for one draft as it is now: its writer may have saved, sent or deleted it meanwhile. */
const takeStep = ({ unitOfWork, ids, clock, draftDays }: ExpireDraftsDeps, tenantId: TenantId, id: PracticeId) =>
  unitOfWork.run(tenantId, async ({ practices, deliveries, payments }) => {
    const draft = await practices.lock(id);
    if (draft?.state !== 'bozza') return;
    const now = clock.now();
    const today = dayInItaly(now);
    const step = draftStep(draft, draftDays, today);
    if (step === null) return;
    const made = await payments.of(id);
    // What was paid for waits for its citizen, however long: they are not told that it will be deleted either.
    if (made.some(keepsDraft)) return;
    if (step === 'delete') {
      // Somebody may have paid a notice since the gateway was last asked. First nobody can pay any more; the draft goes on the night after.
      if (await giveUpOpen({ payments }, made, now)) return;
      await closePayments({ payments }, made, 'nothing', now);
      await practices.deleteDraft(id, draft.citizenId);
      return;
    }
    const warned = { ...draft, warning: { template: step, on: today } };
    if (!(await practices.update(warned, draft.version))) throw new Error('A locked draft changed under the lock');
    // The citizen does not know of a draft of the counter: whoever opened it does.
    const template = draft.openedBy === null ? step : COUNTER_WARNINGS[step];
    const effect: Effect = { kind: 'mail', template, operatorId: draft.openedBy };
    await deliveries.enqueue(deliveryIdSchema.parse(ids.next()), id, effect, now);
  });

const endDrafts = async (deps: ExpireDraftsDeps, tenantId: TenantId): Promise<void> => {
  const now = deps.clock.now();
  // A day more than needed: days are those of the calendar, each draft is looked at closely afterwards.
  const before = new Date(now.getTime() - (carefreeDays(deps.draftDays) - 1) * DAY_MS);
  let after: PracticeId | null = null;
  for (;;) {
    const from: PracticeId | null = after;
    const drafts: readonly Practice[] = await deps.unitOfWork.read(tenantId, ({ practices }) =>
      practices.agedDrafts(before, from, PAGE),
    );
    for (const draft of drafts) {
      if (draftStep(draft, deps.draftDays, dayInItaly(now)) !== null) await takeStep(deps, tenantId, draft.id);
    }
    const last = drafts.at(-1);
    if (last === undefined || drafts.length < PAGE) return;
    after = last.id;
  }
};

/** The ente has no reason to keep the document data of somebody for whom nothing was ever sent (GDPR art. 5 (1) (e)). */
const eraseUnserved = async ({ unitOfWork, clock }: ExpireDraftsDeps, tenantId: TenantId): Promise<void> => {
  let after: CitizenId | null = null;
  for (;;) {
    const from: CitizenId | null = after;
    const found: readonly CitizenId[] = await unitOfWork.read(tenantId, ({ citizens }) =>
      citizens.unserved(from, PAGE),
    );
    for (const id of found) {
      await unitOfWork.run(tenantId, async ({ citizens, payments }) => {
        // Who has paid, or may have, is whoever the money is given back to.
        const made = await payments.ofCitizen(id, null, PAGE);
        if (!made.some(({ state }) => state !== 'annullato')) await citizens.eraseUnserved(id, clock.now());
      });
    }
    after = found.at(-1) ?? null;
    if (after === null || found.length < PAGE) return;
  }
};

/**
 * Warns of the drafts of an ente that are about to end, and deletes those whose time is over. A warning is written down in
 * the transaction that queues its mail, so doing it again, or two at once, warns once. With the last draft, ended or deleted,
 * goes who was known at the counter alone and has never signed in (ADR 22).
 */
export const makeExpireDrafts =
  (deps: ExpireDraftsDeps): ExpireDrafts =>
  async (tenantId) => {
    await endDrafts(deps, tenantId);
    await eraseUnserved(deps, tenantId);
  };
