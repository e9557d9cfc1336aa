import { type InvitationKind, kindFor, newInvitation } from '../../operator/invitation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { AdministratorRequest } from './create-administrator.ts';

export type ResetAdministrator = (
  tenantId: TenantId,
  request: Pick<AdministratorRequest, 'email' | 'platform'>,
) => Promise<
  Result<
    { readonly name: string; readonly kind: InvitationKind },
    /** Nobody has the address, they are no administrator, or they are disabled: the administrators of the ente see to those. */
    { readonly code: 'not_an_administrator' }
  >
>;

/**
 * Whoever runs the platform lets an administrator in again whom nobody of the ente can help: the only one has lost phone and codes, or
 * the portal's key is another one (ADR 32). The second factor is taken away, all sessions end, and they are mailed a link to choose a
 * password; the one that they have stays good until they do.
 */
export const makeResetAdministrator =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): ResetAdministrator =>
  (tenantId, { email, platform }) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const known = await stores.accounts.credentials(email.trim());
      if (known !== null) await stores.accounts.lock(known.account.id);
      const account = known === null ? null : await stores.accounts.byId(known.account.id);
      if (account?.role !== 'amministratore' || !account.enabled) return refuse({ code: 'not_an_administrator' });
      const { id, name, hasSecondFactor } = account;
      const at = deps.clock.now();
      const kind = kindFor(account);
      if (hasSecondFactor) await stores.accounts.deleteSecondFactor(id);
      else await stores.accounts.endSessions(id);
      await stores.invitations.insert(newInvitation(deliveryIdSchema.parse(deps.ids.next()), id, kind, at));
      const entry = {
        at,
        actor: { kind: 'piattaforma', name: platform },
        subject: id,
        details: {},
        address: null,
      } as const;
      if (hasSecondFactor) await stores.audit.append({ ...entry, action: 'secondo_fattore_azzerato' });
      await stores.audit.append({ ...entry, action: kind === 'reset' ? 'reset_inviato' : 'invito_inviato' });
      return ok({ name, kind });
    });
