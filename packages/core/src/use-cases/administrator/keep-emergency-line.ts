import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { EmergencyNumber } from '../../protocol/book-entry.ts';
import { MOST_EMERGENCY_LINES } from '../../protocol/emergency.ts';
import { type EmergencyLineInput, parseEmergencyLine } from '../../protocol/parse-emergency.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type SaveEmergencyLine = (
  tenantId: TenantId,
  actor: Actor,
  input: EmergencyLineInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'not_open' }
    | { readonly code: 'too_many_lines' }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/** Copies a line that was registered by hand, over the one with the same number: until it has a number of the protocol it can be corrected. */
export const makeSaveEmergencyLine =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SaveEmergencyLine =>
  (tenantId, actor, input) =>
    deps.unitOfWork.run(tenantId, async ({ emergencies, protocol }) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const period = await emergencies.lockCurrent();
      if (period === null) return refuse({ code: 'not_open' });
      const line = parseEmergencyLine(input, period, deps.clock.now());
      if (!line.ok) return line;
      const { year, number } = line.value;
      if (number <= (await protocol.lastEmergencyNumber(year))) {
        return refuse({ code: 'invalid', errors: [{ field: 'number', code: 'out_of_range' }] });
      }
      const others = (await emergencies.lines()).filter((known) => known.year !== year || known.number !== number);
      if (others.length >= MOST_EMERGENCY_LINES) return refuse({ code: 'too_many_lines' });
      await emergencies.saveLine(line.value);
      return ok(null);
    });

export type DeleteEmergencyLine = (
  tenantId: TenantId,
  actor: Actor,
  line: EmergencyNumber,
) => Promise<Result<null, { readonly code: 'not_found' } | { readonly code: 'not_open' }>>;

/** Takes a line away that was copied by mistake. Done twice, it succeeds twice. */
export const makeDeleteEmergencyLine =
  (deps: { unitOfWork: UnitOfWork }): DeleteEmergencyLine =>
  (tenantId, actor, line) =>
    deps.unitOfWork.run(tenantId, async ({ emergencies }) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      if ((await emergencies.lockCurrent()) === null) return refuse({ code: 'not_open' });
      await emergencies.deleteLine(line);
      return ok(null);
    });
