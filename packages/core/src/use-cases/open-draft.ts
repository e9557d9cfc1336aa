import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import { type Practice, practiceCode } from '../practice/practice.ts';
import { initialAnswers } from '../service/initial-answers.ts';
import type { Answers } from '../service/journey.ts';
import { draftsOf, type Service } from '../service/service.ts';
import { type CitizenId, type OpeningId, type OperatorId, type PracticeId, practiceIdSchema } from '../shared/ids.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import type { CompiledServices } from './compiled-services.ts';

/** Who opens it, and where. */
export interface Opening {
  /** The operator at the counter, on the citizen's behalf; null when the citizen begins it themselves. */
  readonly by: OperatorId | null;
  /** From which page: a double press opens one. Undefined when it is from none. */
  readonly from: OpeningId | undefined;
}

export interface OpenDraftDeps {
  readonly services: CompiledServices;
  readonly ids: Ids;
  readonly clock: Clock;
}

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

/** Codes are short, because people read them out: among a million, two may be the same. */
const MAX_CODES = 3;

/**
 * Writes a new draft of a service, on the revision that is current now, beginning with what is known already.
 * @returns its id, or that of the draft that is there where one is allowed, or that the same page has opened
 */
export const openDraft = async (
  stores: Stores,
  deps: OpenDraftDeps,
  { service, citizenId, opened }: { service: Service; citizenId: CitizenId; opened: Opening },
): Promise<Result<PracticeId, { readonly code: 'draft_exists'; readonly practiceId: PracticeId }>> => {
  const { practices, timeline, citizens } = stores;
  const citizen = await citizens.byId(citizenId);
  if (citizen === null) throw new Error('The citizen of a new draft does not exist');
  const now = deps.clock.now();
  const last = await practices.lastSentOf(citizenId, service.id);
  const answers = initialAnswers(deps.services.compile(service.definition), citizen, last?.answers ?? null);
  const exclusive = draftsOf(service) === 'one';
  const { by: openedBy, from } = opened;
  for (let attempt = 1; attempt <= MAX_CODES; attempt += 1) {
    const draft = newDraft(practiceIdSchema.parse(deps.ids.next()), service, citizenId, openedBy, now, answers);
    if (await practices.insert(draft, exclusive, from)) {
      const event = openedBy === null ? 'bozza' : 'aperta_allo_sportello';
      await timeline.append(draft.id, { event, at: now, operatorId: openedBy });
      return ok(draft.id);
    }
    const sameSlot = exclusive
      ? practices.draftOf(citizenId, service.id, openedBy)
      : from && practices.draftFrom(citizenId, openedBy, from);
    const existing = await sameSlot;
    if (existing) return refuse({ code: 'draft_exists', practiceId: existing.id });
  }
  throw new Error(`${MAX_CODES} practices in a row had a code that was taken`);
};
