import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type AccountRefusal, accountAct } from './account-act.ts';

export type RetryInvitation = (
  tenantId: TenantId,
  actor: Actor,
  id: OperatorId,
) => Promise<Result<null, AccountRefusal>>;

/** "Riprova": the last mail with a link to an operator is tried again when it is blocked, and carries the same link. */
export const makeRetryInvitation =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): RetryInvitation =>
  (tenantId, actor, id) =>
    accountAct(deps, tenantId, actor, id, async (_account, { invitations, deliveries }) => {
      const latest = await invitations.latestOf(id);
      if (latest === null || !(await deliveries.retry(latest.invitation.id))) return ok(null);
      return ok({ action: 'consegna_ritentata', details: { consegna: latest.invitation.kind } });
    });
