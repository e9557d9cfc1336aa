import type { Actor } from '../../operator/actor.ts';
import { newInvitation } from '../../operator/invitation.ts';
import { type InvalidOperator, type OperatorInput, parseOperator } from '../../operator/parse-operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, type OperatorId, operatorIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { IsWithinLimit, Limit } from '../is-within-limit.ts';
import { recordAct } from '../record-act.ts';

/** Mails that one administrator has sent to operators. */
export const INVITATIONS_SENT: Limit = { name: 'invitation', max: 60, windowMs: 60 * 60 * 1000 };

export type InviteOperator = (
  tenantId: TenantId,
  actor: Actor,
  input: OperatorInput & { readonly email: string },
) => Promise<
  Result<OperatorId, InvalidOperator | { readonly code: 'not_found' } | { readonly code: 'too_many_invitations' }>
>;

/** An administrator adds an operator, who is mailed a link to choose a password. */
export const makeInviteOperator =
  (deps: { unitOfWork: UnitOfWork; isWithinLimit: IsWithinLimit; ids: Ids; clock: Clock }): InviteOperator =>
  async (tenantId, actor, input) => {
    if (!(await deps.isWithinLimit(tenantId, INVITATIONS_SENT, actor.operator.id))) {
      return refuse({ code: 'too_many_invitations' });
    }
    return deps.unitOfWork.run(tenantId, async (stores) => {
      const administrators = await stores.accounts.lockAdministrators();
      if (!administrators.includes(actor.operator.id)) return refuse({ code: 'not_found' });
      const parsed = parseOperator(input, input.email, await stores.services.list());
      if (!parsed.ok) return parsed;
      const id = operatorIdSchema.parse(deps.ids.next());
      const inserted = await stores.accounts.insert({ ...parsed.value, id, enabled: true });
      if (!inserted) return refuse({ code: 'invalid_operator', errors: [{ field: 'email', code: 'email_taken' }] });
      const at = deps.clock.now();
      await stores.invitations.insert(newInvitation(deliveryIdSchema.parse(deps.ids.next()), id, 'invito', at));
      const details = { ruolo: parsed.value.role, servizi: String(parsed.value.services.length) };
      await recordAct(stores, actor, { at, action: 'operatore_invitato', subject: id, details });
      return ok(id);
    });
  };
