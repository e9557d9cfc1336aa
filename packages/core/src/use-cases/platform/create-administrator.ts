import { newInvitation } from '../../operator/invitation.ts';
import { type InvalidOperator, parseOperator } from '../../operator/parse-operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, type OperatorId, operatorIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export interface AdministratorRequest {
  readonly name: string;
  readonly email: string;
  /** Who works at the command line. */
  readonly platform: string;
}

export type CreateAdministrator = (
  tenantId: TenantId,
  request: AdministratorRequest,
) => Promise<Result<OperatorId, InvalidOperator>>;

/** Whoever runs the platform gives an ente its first administrator, or one more: they are mailed a link to choose a password. */
export const makeCreateAdministrator =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): CreateAdministrator =>
  (tenantId, { name, email, platform }) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const parsed = parseOperator({ name, role: 'amministratore', services: [] }, email, []);
      if (!parsed.ok) return parsed;
      const id = operatorIdSchema.parse(deps.ids.next());
      const inserted = await stores.accounts.insert({ ...parsed.value, id, enabled: true });
      if (!inserted) return refuse({ code: 'invalid_operator', errors: [{ field: 'email', code: 'email_taken' }] });
      const at = deps.clock.now();
      await stores.invitations.insert(newInvitation(deliveryIdSchema.parse(deps.ids.next()), id, 'invito', at));
      await stores.audit.append({
        at,
        actor: { kind: 'piattaforma', name: platform },
        action: 'operatore_invitato',
        subject: id,
        details: { ruolo: 'amministratore', servizi: '0' },
        address: null,
      });
      return ok(id);
    });
