import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { recordAct } from '../record-act.ts';
import { epochOf } from './epoch-of.ts';

/** @returns the number at which the session in hand is opened anew */
export type EndSessions = (tenantId: TenantId, actor: Actor) => Promise<{ readonly epoch: number }>;

/** An operator ends all their sessions, wherever they are open. */
export const makeEndSessions =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): EndSessions =>
  (tenantId, actor) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.endSessions(actor.operator.id);
      const epoch = await epochOf(stores, actor.operator.id);
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'sessioni_chiuse', subject: null });
      return { epoch };
    });
