import type { Actor } from '../../operator/actor.ts';
import { isUsable } from '../../operator/invitation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type AccountRefusal, accountAct } from './account-act.ts';

export type RetryInvitation = (
  tenantId: TenantId,
  actor: Actor,
  id: OperatorId,
) => Promise<Result<null, AccountRefusal | { readonly code: 'not_possible' }>>;

/**
 * "Riprova": the last mail with a link to an operator is tried again when it is blocked, and carries the same link. Pressing twice does
 * nothing more. Not possible when it has arrived, or its link is good for nothing any more: what would leave were no help.
 */
export const makeRetryInvitation =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): RetryInvitation =>
  (tenantId, actor, id) =>
    accountAct<{ readonly code: 'not_possible' }>(deps, tenantId, actor, id, async (_account, stores, at) => {
      const latest = await stores.invitations.latestOf(id);
      if (latest === null || !isUsable(latest.invitation, at)) return refuse({ code: 'not_possible' });
      if (latest.mail.state === 'in_attesa') return ok(null);
      if (!(await stores.deliveries.retry(latest.invitation.id))) return refuse({ code: 'not_possible' });
      return ok({ action: 'consegna_ritentata', details: { consegna: latest.invitation.kind } });
    });
