import { isCovered, NOTHING_DUE } from '../../payment/due.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { shownDigest } from '../../practice/shown-digest.ts';
import { windowOn } from '../../service/availability.ts';
import { attachmentIdsOf, beneficiariesOf, journey } from '../../service/journey.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { attachmentIdSchema, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { closePayments } from '../close-payments.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { isOperator, openerOf, type Writer, writableBy } from '../draft-access.ts';
import { happen } from '../happen.ts';
import { type LevelTooLow, levelTooLow } from '../level-too-low.ts';
import { paymentStanding } from '../payment-facts.ts';
import { recordAct } from '../record-act.ts';

/**
 * @param shown `shownDigest` of what the citizen had before their eyes; left out where nothing was shown
 * @param paperSigned an operator declares that the citizen has read the notice and signed the form on paper
 */
export type SubmitPractice = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  shown?: string,
  paperSigned?: boolean,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'already_sent' }
    | LevelTooLow
    /** The days on which the service takes practices are over, or have not begun: the draft stays. */
    | { readonly code: 'service_not_open_yet'; readonly opensOn: string }
    | { readonly code: 'service_closed'; readonly closedOn: string }
    /** The citizen has never saved the profile: there is no residence to write in the request. */
    | { readonly code: 'profile_incomplete' }
    | { readonly code: 'incomplete'; readonly step: string }
    /** Nobody has declared that the citizen signed on paper, and there is no other will of theirs. */
    | { readonly code: 'not_declared' }
    /** The answers, or the applicant, are no longer those that were shown. */
    | { readonly code: 'changed_meanwhile' }
  >
>;

/** Whether the service takes practices now: what the ente says today, not what it said when the draft was begun. */
const windowOf = async ({ services }: Stores, { serviceId }: Practice, now: Date) => {
  const offered = await services.byId(serviceId);
  if (offered === null) throw new Error('The service of a practice does not exist');
  return windowOn(offered, dayInItaly(now));
};

/**
 * "Sì, sono sicuro" (manual §6.3): the whole journey is validated again, the applicant is frozen as they are now, and
 * registration and mails are queued with the change of state. What was changed after it was shown, in another window, is
 * shown again first. Sent twice, it is one practice: the second is told `already_sent`. A service suspended meanwhile
 * takes no new practices, those begun go on; after its closing day none is sent.
 */
export const makeSubmitPractice =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): SubmitPractice =>
  (tenantId, writer, practiceId, shown, paperSigned = false) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.practices.lock(practiceId);
      const owned = await writableBy(stores, practiceId, writer);
      if (owned === null) return refuse({ code: 'not_found' });
      const { practice } = owned;
      if (practice.state !== 'bozza') return refuse({ code: 'already_sent' });
      const tooLow = levelTooLow(writer, owned.signInLevel);
      if (tooLow !== null) return refuse(tooLow);
      const now = deps.clock.now();
      const window = await windowOf(stores, practice, now);
      if (window.state === 'non_ancora_aperto') {
        return refuse({ code: 'service_not_open_yet', opensOn: window.opensOn });
      }
      if (window.state === 'chiuso') return refuse({ code: 'service_closed', closedOn: window.closedOn });
      const service = await deps.services.of(stores, practice);
      const { choice, facts, payments } = await paymentStanding(stores, service.definition, practice);
      const way = journey(service, practice.answers, facts);
      const due = way.steps.find(({ definition }) => definition.kind === 'payment')?.due ?? null;
      const citizen = await stores.citizens.byId(practice.citizenId);
      if (citizen === null) throw new Error('The citizen of a practice does not exist');
      if (isOperator(writer) ? citizen.residenza === null : citizen.profileCompletedAt === null)
        return refuse({ code: 'profile_incomplete' });
      if (way.complete && shown !== undefined && shown !== shownDigest(practice.answers, citizen)) {
        return refuse({ code: 'changed_meanwhile' });
      }
      if (isOperator(writer) && !paperSigned) return refuse({ code: 'not_declared' });
      const { identity, contacts, residenza, domicilio } = citizen;
      const sent = await happen(stores, deps.ids, practice, {
        event: 'SUBMIT',
        at: now,
        operatorId: openerOf(writer),
        journeyComplete: way.complete,
        paymentSettled: due === null || isCovered(due, facts),
        notify: (await stores.operators.enabledFor(practice.serviceId)).map((operator) => operator.id),
        change: {
          submittedAt: now,
          paperSignedAt: isOperator(writer) ? now : null,
          applicant: { identity, contacts, residenza, domicilio },
          beneficiaries: beneficiariesOf(way).filter((code) => code !== identity.codiceFiscale),
        },
      });
      if (sent === 'impossible') return refuse({ code: 'incomplete', step: way.next.definition.id });
      if (sent === 'stale') throw new Error('A locked practice changed under the lock');
      await closePayments(stores, payments, choice?.kind === 'pagopa' ? (due ?? NOTHING_DUE) : 'unknown', now);
      // Only now: of a complete journey every one is an id.
      await stores.attachments.tie(
        practiceId,
        attachmentIdsOf(way).map((id) => attachmentIdSchema.parse(id)),
      );
      if (isOperator(writer)) {
        await recordAct(stores, writer, { at: now, action: 'inviata_per_conto', subject: practice.code });
      }
      return ok(null);
    });
