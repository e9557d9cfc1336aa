import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { EmergencyNumber } from '../../protocol/book-entry.ts';
import { type EmergencyLine, isKeptElsewhere, missingEmergencyNumber } from '../../protocol/emergency.ts';
import { type ClosingInput, parseRestoration } from '../../protocol/parse-emergency.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

export type CloseEmergency = (
  tenantId: TenantId,
  actor: Actor,
  input: ClosingInput,
) => Promise<
  Result<
    readonly ProtocolNumber[],
    | { readonly code: 'not_found' }
    | { readonly code: 'not_open' }
    /** A line was copied, corrected or taken away since the page was shown. */
    | { readonly code: 'stale_version' }
    /** There are lines, and the ente keeps its protocol in another registry now: their numbers are given there. */
    | { readonly code: 'kept_elsewhere' }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
    /** A number was not copied: those after it may not get theirs before it. */
    | { readonly code: 'missing_line'; readonly line: EmergencyNumber }
  >
>;

const missingLine = async ({ protocol }: Stores, lines: readonly EmergencyLine[]): Promise<EmergencyNumber | null> => {
  for (const year of new Set(lines.map((line) => line.year))) {
    const last = await protocol.lastEmergencyNumber(year);
    const ofYear = lines.filter((line) => line.year === year);
    const number = missingEmergencyNumber(last, ofYear);
    if (number !== null) return { year, number };
  }
  return null;
};

/**
 * Closes the emergency register: its lines get numbers of the protocol, in the order of theirs, all or none (DPR 445/2000 art. 63
 * c. 5). The numbers of the emergency register go on in the year where the period before has ended.
 * What is registered stays: it closes only what was on the page of who closes it. Where the protocol is kept in another registry since,
 * it closes without lines.
 */
export const makeCloseEmergency =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): CloseEmergency =>
  (tenantId, actor, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const period = await stores.emergencies.lockCurrent();
      if (period === null) return refuse({ code: 'not_open' });
      if (period.version !== input.version) return refuse({ code: 'stale_version' });
      const lines = await stores.emergencies.lines();
      const isElsewhere = isKeptElsewhere(await stores.registrations.choices());
      if (lines.length > 0 && isElsewhere) return refuse({ code: 'kept_elsewhere' });
      const line = await missingLine(stores, lines);
      if (line !== null) return refuse({ code: 'missing_line', line });
      const restored = parseRestoration(input, period, lines, deps.clock.now());
      if (!restored.ok) return restored;
      // The register of that day tells it, with or without lines.
      const at = await stores.protocol.momentOfNext(deps.clock.now());
      const numbers = await stores.protocol.registerEmergency(lines, at);
      const closed = { at, by: actor.operator.name, restored: restored.value, registered: numbers.length };
      if (!(await stores.emergencies.close(period, closed))) throw new Error('A locked emergency changed');
      const details = { registrazioni: String(numbers.length) };
      await recordAct(stores, actor, { at, action: 'emergenza_chiusa', subject: null, details });
      return ok(numbers);
    });
