import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { EmergencyNumber } from '../../protocol/book-entry.ts';
import {
  type EmergencyLine,
  emergencyLineMark,
  isKeptElsewhere,
  MOST_EMERGENCY_LINES,
} from '../../protocol/emergency.ts';
import { type EmergencyLineInput, parseEmergencyLine } from '../../protocol/parse-emergency.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

export type SaveEmergencyLine = (
  tenantId: TenantId,
  actor: Actor,
  input: EmergencyLineInput,
  seen: string,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'not_open' }
    | { readonly code: 'too_many_lines' }
    /** The ente keeps its protocol in another registry now: its numbers are given there. */
    | { readonly code: 'kept_elsewhere' }
    /** The number has another line than the one that was seen, or none was seen: what stands there. */
    | { readonly code: 'line_exists'; readonly line: EmergencyLine }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/**
 * Copies a line that was registered by hand. Until it has a number of the protocol it can be corrected, by who has seen what stands there:
 * two who copy do not write over each other. Sent twice, it is written once.
 * @param seen the `emergencyLineMark` of the line that is corrected; empty for a new one
 */
export const makeSaveEmergencyLine =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SaveEmergencyLine =>
  (tenantId, actor, input, seen) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { emergencies, protocol } = stores;
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const period = await emergencies.lockCurrent();
      if (period === null) return refuse({ code: 'not_open' });
      if (isKeptElsewhere(await stores.registrations.choices())) return refuse({ code: 'kept_elsewhere' });
      const at = deps.clock.now();
      const line = parseEmergencyLine(input, period, at);
      if (!line.ok) return line;
      const { year, number } = line.value;
      if (number <= (await protocol.lastEmergencyNumber(year))) {
        return refuse({ code: 'invalid', errors: [{ field: 'number', code: 'out_of_range' }] });
      }
      const lines = await emergencies.lines();
      const known = lines.find((one) => one.year === year && one.number === number);
      if (known === undefined && lines.length >= MOST_EMERGENCY_LINES) return refuse({ code: 'too_many_lines' });
      if (known !== undefined) {
        if (emergencyLineMark(known) === emergencyLineMark(line.value)) return ok(null);
        if (emergencyLineMark(known) !== seen) return refuse({ code: 'line_exists', line: known });
      }
      await emergencies.saveLine(line.value);
      const action = known === undefined ? 'voce_emergenza_copiata' : 'voce_emergenza_corretta';
      await recordAct(stores, actor, { at, action, subject: `${number}/${year}` });
      return ok(null);
    });

export type DeleteEmergencyLine = (
  tenantId: TenantId,
  actor: Actor,
  line: EmergencyNumber,
  seen: string,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'not_open' }
    /** It says something else than what was seen: what stands there. */
    | { readonly code: 'line_changed'; readonly line: EmergencyLine }
  >
>;

/**
 * Takes a line away that was copied by mistake, as who takes it away has seen it. Done twice, it succeeds twice.
 * @param seen the `emergencyLineMark` of the line
 */
export const makeDeleteEmergencyLine =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): DeleteEmergencyLine =>
  (tenantId, actor, { year, number }, seen) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { emergencies } = stores;
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      if ((await emergencies.lockCurrent()) === null) return refuse({ code: 'not_open' });
      const known = (await emergencies.lines()).find((one) => one.year === year && one.number === number);
      if (known === undefined) return ok(null);
      if (emergencyLineMark(known) !== seen) return refuse({ code: 'line_changed', line: known });
      await emergencies.deleteLine(known);
      const subject = `${number}/${year}`;
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'voce_emergenza_tolta', subject });
      return ok(null);
    });
