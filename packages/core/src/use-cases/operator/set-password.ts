import { type Invitation, isUsable } from '../../operator/invitation.ts';
import { readInvitationToken } from '../../operator/invitation-token.ts';
import type { Operator } from '../../operator/operator.ts';
import { type PasswordFlaw, passwordFlaw } from '../../operator/password-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { PasswordJudge } from '../../ports/password-judge.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { DeliveryId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { IsWithinLimit, Limit } from '../is-within-limit.ts';
import { recordAct } from '../record-act.ts';

const PER_ADDRESS: Limit = { name: 'set password', max: 30, windowMs: 5 * 60 * 1000 };

/** Whom a link is for. */
export interface OpenedInvitation {
  readonly invitation: Invitation;
  readonly operator: Operator;
}

const open = async ({ invitations, operators }: Stores, id: DeliveryId | null, now: Date) => {
  const kept = id === null ? null : await invitations.byId(id);
  if (kept === null || kept.invitation.operatorId === null || !isUsable(kept.invitation, now)) return null;
  const operator = await operators.byId(kept.invitation.operatorId);
  return operator?.enabled === true ? { invitation: kept.invitation, operator } : null;
};

/** @returns null when the link is none of ours, was used, has expired, or another one took its place */
export type OpenInvitation = (tenantId: TenantId, token: string) => Promise<OpenedInvitation | null>;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}

/** What somebody sees who opens the link that they were mailed. Nothing is used by looking: mail scanners open links too. */
export const makeOpenInvitation =
  (deps: Deps): OpenInvitation =>
  (tenantId, token) =>
    deps.unitOfWork.read(tenantId, (stores) =>
      open(stores, readInvitationToken(deps.secretBox, token), deps.clock.now()),
    );

export type SetPassword = (
  tenantId: TenantId,
  request: { readonly token: string; readonly password: string; readonly address: string },
) => Promise<
  Result<
    null,
    | { readonly code: 'invitation_over' | 'too_many_attempts' }
    | { readonly code: 'bad_password'; readonly flaw: PasswordFlaw }
  >
>;

/** The operator whom a link was mailed to chooses a password: the link is used by that, and all their sessions end. */
export const makeSetPassword =
  (
    deps: Deps & {
      hasher: PasswordHasher;
      passwordJudge: PasswordJudge;
      isWithinLimit: IsWithinLimit;
      networkOf: NetworkOf;
    },
  ): SetPassword =>
  async (tenantId, { token, password, address }) => {
    const allowed = await deps.isWithinLimit(tenantId, PER_ADDRESS, deps.networkOf(address));
    if (!allowed) return refuse({ code: 'too_many_attempts' });
    const at = deps.clock.now();
    const id = readInvitationToken(deps.secretBox, token);
    const opened = await deps.unitOfWork.read(tenantId, (stores) => open(stores, id, at));
    if (opened === null) return refuse({ code: 'invitation_over' });
    const { invitation, operator } = opened;
    const flaw = await passwordFlaw(deps.passwordJudge, operator, password);
    if (flaw !== null) return refuse({ code: 'bad_password', flaw });
    const hash = await deps.hasher.hash(password);
    return deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.lock(operator.id);
      if (!(await stores.invitations.use(invitation.id, at))) return refuse({ code: 'invitation_over' });
      await stores.accounts.savePassword(operator.id, hash);
      const details = { con: invitation.kind };
      await recordAct(stores, { operator, address }, { at, action: 'password_impostata', subject: null, details });
      return ok(null);
    });
  };
