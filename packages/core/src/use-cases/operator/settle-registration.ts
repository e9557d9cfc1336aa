import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly, isCalendarDate, startOfDayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { officePractice } from './office-action.ts';

/** What an operator has found in the registry of the ente. @property day on which it was registered, `YYYY-MM-DD` */
export type Finding =
  | { readonly kind: 'registered'; readonly number: string; readonly day: string }
  | { readonly kind: 'not_registered' };

export type SettleRefusal =
  | { readonly code: 'not_found' }
  /** It is in doubt no longer: somebody else has said it. */
  | { readonly code: 'not_in_doubt' }
  | { readonly code: 'bad_number' }
  | { readonly code: 'bad_day' };

export type SettleRegistration = (
  tenantId: TenantId,
  actor: Actor,
  place: { readonly practiceId: PracticeId; readonly key: string },
  finding: Finding,
) => Promise<Result<null, SettleRefusal>>;

/** A registry prints seven digits and more (DPR 445/2000 art. 57). */
const NUMBER = /^\d{1,10}$/u;
const DIGITS = 7;

/**
 * An operator says what became of a registration whose answer never came (standards.md 1.3, "Not idempotent"): the number that the
 * registry gave, or that it gave none, and then it is asked for again. The practice goes on at once.
 */
export const makeSettleRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SettleRegistration =>
  (tenantId, actor, { practiceId, key }, finding) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await officePractice(stores, actor.operator, practiceId);
      const record = practice === null ? null : await stores.registrations.byKey(key);
      if (practice === null || record?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      if (record.state !== 'in_dubbio') return refuse({ code: 'not_in_doubt' });
      const now = deps.clock.now();
      if (finding.kind === 'registered') {
        if (!NUMBER.test(finding.number) || Number(finding.number) === 0) return refuse({ code: 'bad_number' });
        const { day } = finding;
        // Not before it was asked for, nor in the future: it would be another one's.
        if (!isCalendarDate(day) || day > dayInItaly(now) || day < dayInItaly(record.askedAt ?? now)) {
          return refuse({ code: 'bad_day' });
        }
      }
      const settled =
        finding.kind === 'registered'
          ? ({
              ...record,
              state: 'registrata',
              number: {
                number: finding.number.padStart(DIGITS, '0'),
                year: Number(finding.day.slice(0, 4)),
                registeredAt: startOfDayInItaly(finding.day),
              },
            } as const)
          : ({ ...record, state: 'aperta', askedAt: null } as const);
      if (!(await stores.registrations.change(settled, record))) return refuse({ code: 'not_in_doubt' });
      for (const { id, effect, state } of await stores.deliveries.of(practiceId)) {
        if (state === 'bloccata' && effect.kind.startsWith('register_')) await stores.deliveries.retry(id);
      }
      const details = { numero: settled.number === null ? '–' : `${settled.number.number}/${settled.number.year}` };
      await recordAct(stores, actor, { at: now, action: 'registrazione_chiarita', subject: practice.code, details });
      return ok(null);
    });
