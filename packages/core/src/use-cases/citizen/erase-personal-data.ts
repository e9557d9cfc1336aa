import type { Erasure } from '../../person/erasure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { CitizenId, TenantId } from '../../shared/ids.ts';
import { closePayments } from '../close-payments.ts';

export type ErasePersonalData = (tenantId: TenantId, citizenId: CitizenId) => Promise<Erasure>;

/**
 * Erases what the ente need not keep about a citizen (GDPR art. 17). Practices that were sent stay, as do identity and
 * acceptances, and what was paid (money for an erased draft is to be given back): a public body must keep them (art. 17(3)(b); DPR 445/2000; d.lgs. 42/2004).
 */
export const makeErasePersonalData =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ErasePersonalData =>
  (tenantId, citizenId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const now = deps.clock.now();
      for (const { id, state } of await stores.practices.lockUnfinished(citizenId)) {
        if (state === 'bozza') await closePayments(stores, await stores.payments.of(id), 'nothing', now);
      }
      return stores.personalData.erase(citizenId, now);
    });
