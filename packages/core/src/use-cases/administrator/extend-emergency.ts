import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { nextEmergencyEnd } from '../../protocol/emergency.ts';
import { parseExtension } from '../../protocol/parse-emergency.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

export type ExtendEmergency = (
  tenantId: TenantId,
  actor: Actor,
  input: { readonly days: string; readonly provision: string; readonly until: string },
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'not_open' }
    /** Somebody else has extended it meanwhile. */
    | { readonly code: 'stale_version' }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/**
 * Authorises the emergency register for some days more, each time a week at most (DPR 445/2000 art. 63 c. 2).
 * @param input.until the end that was before the eyes of who extends it, in ISO 8601: sent twice, it extends once
 */
export const makeExtendEmergency =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ExtendEmergency =>
  (tenantId, actor, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const period = await stores.emergencies.lockCurrent();
      if (period === null) return refuse({ code: 'not_open' });
      if (period.until.toISOString() !== input.until) return refuse({ code: 'stale_version' });
      const parsed = parseExtension(input);
      if (!parsed.ok) return parsed;
      const { days, provision } = parsed.value;
      const until = nextEmergencyEnd(period, days);
      const at = deps.clock.now();
      const extension = { at, by: actor.operator.name, until, provision };
      if (!(await stores.emergencies.extend(period, extension))) throw new Error('A locked emergency changed');
      await recordAct(stores, actor, { at, action: 'emergenza_prorogata', subject: null });
      return ok(null);
    });
