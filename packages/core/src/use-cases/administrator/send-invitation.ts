import type { Actor } from '../../operator/actor.ts';
import { type InvitationKind, isUsable, kindFor, newInvitation } from '../../operator/invitation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { KeptInvitation } from '../../ports/invitation-store.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, type OperatorId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { IsWithinLimit } from '../is-within-limit.ts';
import { type AccountRefusal, accountAct } from './account-act.ts';
import { INVITATIONS_SENT } from './invite-operator.ts';

/** A button that is pressed twice is pressed twice within so long. */
const SAME_PRESS_MS = 60 * 1000;

/** Whether such a link was made a moment ago and its mail has not left: another one would end it. */
const isLeaving = (latest: KeptInvitation | null, kind: InvitationKind, at: Date): boolean =>
  latest !== null &&
  latest.invitation.kind === kind &&
  isUsable(latest.invitation, at) &&
  latest.mail.state === 'in_attesa' &&
  at.getTime() - latest.invitation.createdAt.getTime() < SAME_PRESS_MS;

export type SendInvitation = (
  tenantId: TenantId,
  actor: Actor,
  id: OperatorId,
) => Promise<
  Result<null, AccountRefusal | { readonly code: 'not_possible' } | { readonly code: 'too_many_invitations' }>
>;

/**
 * An administrator has a link mailed again: the invitation to who has no password yet, a reset to who has one. Pressed twice, the
 * first one leaves, and goes on being good.
 */
export const makeSendInvitation =
  (deps: { unitOfWork: UnitOfWork; isWithinLimit: IsWithinLimit; ids: Ids; clock: Clock }): SendInvitation =>
  async (tenantId, actor, id) => {
    if (!(await deps.isWithinLimit(tenantId, INVITATIONS_SENT, actor.operator.id))) {
      return refuse({ code: 'too_many_invitations' });
    }
    return accountAct<{ readonly code: 'not_possible' }>(deps, tenantId, actor, id, async (account, stores, at) => {
      if (!account.enabled) return refuse({ code: 'not_possible' });
      const kind = kindFor(account);
      if (isLeaving(await stores.invitations.latestOf(id), kind, at)) return ok(null);
      await stores.invitations.insert(newInvitation(deliveryIdSchema.parse(deps.ids.next()), id, kind, at));
      return ok({ action: kind === 'reset' ? 'reset_inviato' : 'invito_inviato' });
    });
  };
