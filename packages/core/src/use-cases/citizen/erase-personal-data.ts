import type { Erasure } from '../../person/erasure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { CitizenId, TenantId } from '../../shared/ids.ts';

export type ErasePersonalData = (tenantId: TenantId, citizenId: CitizenId) => Promise<Erasure>;

/**
 * Erases what the ente need not keep about a citizen (GDPR art. 17). Practices that were sent stay, as do identity and
 * acceptances: a public body must keep them (art. 17(3)(b); DPR 445/2000; d.lgs. 42/2004).
 */
export const makeErasePersonalData =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ErasePersonalData =>
  (tenantId, citizenId) =>
    deps.unitOfWork.run(tenantId, ({ personalData }) => personalData.erase(citizenId, deps.clock.now()));
