import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { type Practice, practiceCode } from '../../practice/practice.ts';
import { type Availability, availabilityOn } from '../../service/availability.ts';
import { initialAnswers } from '../../service/initial-answers.ts';
import type { Answers } from '../../service/journey.ts';
import type { Service } from '../../service/service.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { type CitizenId, type OperatorId, type PracticeId, practiceIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';

/** Why a service takes no new practices on a day. */
export type NotTaking = { readonly code: 'service_suspended' | 'service_not_open_yet' | 'service_closed' };

/** @param operator who opens it at the counter on the citizen's behalf; left out when the citizen does */
export type StartPractice = (
  tenantId: TenantId,
  citizenId: CitizenId,
  serviceSlug: string,
  operator?: Operator,
) => Promise<
  Result<
    PracticeId,
    | { readonly code: 'service_not_found' }
    | NotTaking
    | { readonly code: 'draft_exists'; readonly practiceId: PracticeId }
  >
>;

const newDraft = (
  id: PracticeId,
  service: Service,
  citizenId: CitizenId,
  openedBy: OperatorId | null,
  createdAt: Date,
  answers: Answers,
): Practice => ({
  id,
  code: practiceCode(id),
  serviceId: service.id,
  revision: service.definition.revision,
  citizenId,
  openedBy,
  paperSignedAt: null,
  state: 'bozza',
  version: 1,
  answers,
  createdAt,
  changedAt: createdAt,
  warning: null,
  submittedAt: null,
  applicant: null,
  beneficiaries: [],
  assignedTo: null,
  requestProtocol: null,
  answerProtocol: null,
  decision: null,
  documents: {},
});

const REFUSALS = {
  aperto: null,
  sospeso: 'service_suspended',
  non_ancora_aperto: 'service_not_open_yet',
  chiuso: 'service_closed',
} as const satisfies Readonly<Record<Availability['state'], string | null>>;

/** @returns null when the service takes new practices at this moment */
export const notTaking = (service: Service, now: Date): NotTaking | null => {
  const code = REFUSALS[availabilityOn(service, dayInItaly(now)).state];
  return code === null ? null : { code };
};

/** Codes are short, because people read them out: among a million, two may be the same. */
const MAX_CODES = 3;

/**
 * Opens a draft on the revision of the definition that is current now. One draft for each service, unless the service
 * allows many (manual §6); one that an operator opens on the citizen's behalf is beside it, one for each operator: two tabs that start at once end with one draft. It begins with what is known already.
 */
export const makeStartPractice =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): StartPractice =>
  (tenantId, citizenId, serviceSlug, operator) =>
    deps.unitOfWork.run(tenantId, async ({ services, practices, timeline, citizens }) => {
      const service = await services.bySlug(serviceSlug);
      if (service === null) return refuse({ code: 'service_not_found' });
      if (operator !== undefined && !mayWorkOn(operator, service.id)) return refuse({ code: 'service_not_found' });
      const openedBy = operator?.id ?? null;
      const now = deps.clock.now();
      const refusal = notTaking(service, now);
      if (refusal !== null) return refuse(refusal);
      const citizen = await citizens.byId(citizenId);
      if (citizen === null) throw new Error('A signed-in citizen does not exist');
      const last = await practices.lastSentOf(citizenId, service.id);
      const answers = initialAnswers(deps.services.compile(service.definition), citizen, last?.answers ?? null);
      const exclusive = service.definition.drafts === 'one';
      for (let attempt = 1; attempt <= MAX_CODES; attempt += 1) {
        const draft = newDraft(practiceIdSchema.parse(deps.ids.next()), service, citizenId, openedBy, now, answers);
        if (await practices.insert(draft, exclusive)) {
          const event = openedBy === null ? 'bozza' : 'aperta_allo_sportello';
          await timeline.append(draft.id, { event, at: now, operatorId: openedBy });
          return ok(draft.id);
        }
        const existing = exclusive ? await practices.draftOf(citizenId, service.id, openedBy) : null;
        if (existing !== null) return refuse({ code: 'draft_exists', practiceId: existing.id });
      }
      throw new Error(`${MAX_CODES} practices in a row had a code that was taken`);
    });
