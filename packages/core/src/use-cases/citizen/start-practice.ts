import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { type Availability, availabilityOn } from '../../service/availability.ts';
import { draftsOf, type Service } from '../../service/service.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { OpeningId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { SignedInCitizen } from '../../sign-in/signed-in-citizen.ts';
import { type LevelTooLow, levelTooLow } from '../level-too-low.ts';
import { type OpenDraftDeps, openDraft } from '../open-draft.ts';

/** Why a service takes no new practices on a day. */
export type NotTaking = { readonly code: 'service_suspended' | 'service_not_open_yet' | 'service_closed' };

export type StartPractice = (
  tenantId: TenantId,
  citizen: SignedInCitizen,
  serviceSlug: string,
  /** The page that it is begun from, if it is from one. */
  opening?: OpeningId,
) => Promise<
  Result<
    PracticeId,
    | { readonly code: 'service_not_found' }
    | NotTaking
    | LevelTooLow
    /** Of a service that allows one. */
    | { readonly code: 'draft_exists'; readonly practiceId: PracticeId }
  >
>;

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

/**
 * A citizen begins a practice. One draft for each service, unless the service allows many (manual §6): two tabs that start
 * at once end with one draft. Also where many are allowed a page that is sent twice begins one. One that an operator has opened on their behalf is beside it.
 */
export const makeStartPractice =
  (deps: OpenDraftDeps & { unitOfWork: UnitOfWork }): StartPractice =>
  (tenantId, citizen, serviceSlug, opening) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const service = await stores.services.bySlug(serviceSlug);
      if (service === null) return refuse({ code: 'service_not_found' });
      const refusal = notTaking(service, deps.clock.now());
      if (refusal !== null) return refuse(refusal);
      const tooLow = levelTooLow(citizen, service.settings.signInLevel);
      if (tooLow !== null) return refuse(tooLow);
      const { citizenId } = citizen;
      const opened = await openDraft(stores, deps, { service, citizenId, opened: { by: null, from: opening } });
      return opened.ok || draftsOf(service) === 'one' ? opened : ok(opened.error.practiceId);
    });
