import type { Actor } from '../../operator/actor.ts';
import type { OperatorAccount, OperatorChoices } from '../../operator/operator-account.ts';
import { type InvalidOperator, type OperatorInput, parseOperator } from '../../operator/parse-operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import type { OperatorId, ServiceId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type AccountRefusal, accountAct } from './account-act.ts';

export type SaveOperator = (
  tenantId: TenantId,
  actor: Actor,
  /** At the version that was before the eyes of whoever changes it. */
  changed: { readonly id: OperatorId; readonly version: number },
  input: OperatorInput,
) => Promise<
  Result<
    null,
    | AccountRefusal
    | InvalidOperator
    /** Nobody takes the role of administrator from themselves. */
    | { readonly code: 'not_yourself' }
    /** Somebody else has changed it meanwhile: how it is now. */
    | { readonly code: 'stale_version'; readonly now: OperatorAccount }
  >
>;

/** What was changed, in words that the register keeps. */
const changes = (before: OperatorChoices, after: OperatorChoices, offered: readonly Service[]) => {
  const slugs = (ids: readonly ServiceId[]) =>
    offered.flatMap(({ id, definition }) => (ids.includes(id) ? [definition.slug] : [])).join(', ');
  const added = slugs(after.services.filter((id) => !before.services.includes(id)));
  const removed = slugs(before.services.filter((id) => !after.services.includes(id)));
  return {
    ...(before.name === after.name ? {} : { nome: after.name }),
    ...(before.role === after.role ? {} : { ruolo: after.role }),
    ...(added === '' ? {} : { servizi_aggiunti: added }),
    ...(removed === '' ? {} : { servizi_tolti: removed }),
  };
};

/** An administrator changes the name, the role and the services of an operator. */
export const makeSaveOperator =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SaveOperator =>
  (tenantId, actor, { id, version }, input) =>
    accountAct<InvalidOperator | { readonly code: 'not_yourself' } | Stale>(
      deps,
      tenantId,
      actor,
      id,
      async (account, { accounts, services }) => {
        const offered = await services.list();
        const parsed = parseOperator(input, null, offered);
        if (!parsed.ok) return parsed;
        const { name, role, services: ticked } = parsed.value;
        if (id === actor.operator.id && role !== 'amministratore') return refuse({ code: 'not_yourself' });
        const choices = { name, role, services: ticked, enabled: account.enabled };
        const details = changes(account, choices, offered);
        // Sent twice, it is saved once and succeeds twice.
        if (Object.keys(details).length === 0) return ok(null);
        if (!(await accounts.update(id, choices, version))) return refuse({ code: 'stale_version', now: account });
        return ok({ action: 'operatore_modificato', details });
      },
    );

interface Stale {
  readonly code: 'stale_version';
  readonly now: OperatorAccount;
}
