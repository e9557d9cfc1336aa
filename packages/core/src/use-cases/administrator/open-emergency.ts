import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { firstEmergencyEnd, isKeptElsewhere } from '../../protocol/emergency.ts';
import { type EmergencyInput, parseEmergency } from '../../protocol/parse-emergency.ts';
import type { FieldError } from '../../shared/field-error.ts';
import { emergencyIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

export type OpenEmergency = (
  tenantId: TenantId,
  actor: Actor,
  input: EmergencyInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'already_open' }
    /** The ente keeps its protocol in another registry: what was registered by hand is recovered there. */
    | { readonly code: 'kept_elsewhere' }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/** Opens the emergency register for a day, since when the protocol does not work (DPR 445/2000 art. 63 c. 1). */
export const makeOpenEmergency =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): OpenEmergency =>
  (tenantId, actor, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      if (isKeptElsewhere(await stores.registrations.choices())) return refuse({ code: 'kept_elsewhere' });
      const now = deps.clock.now();
      const [before] = await stores.emergencies.closed(1);
      const parsed = parseEmergency(input, before?.closed?.restored ?? null, now);
      if (!parsed.ok) return parsed;
      const opened = await stores.emergencies.open({
        ...parsed.value,
        id: emergencyIdSchema.parse(deps.ids.next()),
        until: firstEmergencyEnd(parsed.value.from),
        openedAt: now,
        openedBy: actor.operator.name,
        extensions: [],
        version: 0,
        closed: null,
      });
      if (!opened) return refuse({ code: 'already_open' });
      await recordAct(stores, actor, { at: now, action: 'emergenza_aperta', subject: null });
      return ok(null);
    });
