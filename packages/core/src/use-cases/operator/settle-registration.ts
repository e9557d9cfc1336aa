import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { registrationKey } from '../../practice/registration-key.ts';
import type { RegistrationRecord } from '../../practice/registration-record.ts';
import { isCalendarDate, startOfDayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { type NumberRefusal, numberOf, settle } from '../settle.ts';
import { officePractice } from './office-action.ts';

/** What an operator has found in the registry of the ente. @property day on which it was registered, `YYYY-MM-DD` */
export type Finding =
  | { readonly kind: 'registered'; readonly number: string; readonly day: string }
  | { readonly kind: 'not_registered' };

export type SettleRefusal =
  | { readonly code: 'not_found' }
  /** Nobody is asked about it any longer: somebody else has said it. */
  | { readonly code: 'already_settled' }
  | NumberRefusal;

export type SettleRegistration = (
  tenantId: TenantId,
  actor: Actor,
  place: { readonly practiceId: PracticeId; readonly key: string },
  finding: Finding,
) => Promise<Result<null, SettleRefusal>>;

/** Whether nothing more will come of it by itself. */
const isForAPerson = async (stores: Stores, { state, key, practiceId }: RegistrationRecord): Promise<boolean> => {
  if (state === 'in_dubbio' || state === 'in_attesa') return true;
  const deliveries = state === 'aperta' ? await stores.deliveries.of(practiceId) : [];
  return deliveries.some((one) => one.state === 'bloccata' && registrationKey(practiceId, one.effect) === key);
};

/**
 * An operator says what became of a registration whose answer never came (standards.md 1.3, "Not idempotent"), or whose number comes
 * by no other way, also because the registry does not take it from the portal: the number that the registry gave, or that it gave none,
 * and then it is asked for again.
 */
export const makeSettleRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SettleRegistration =>
  (tenantId, actor, { practiceId, key }, finding) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await officePractice(stores, actor.operator, practiceId);
      const record = practice === null ? null : await stores.registrations.byKey(key);
      if (practice === null || record?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      if (!(await isForAPerson(stores, record))) return refuse({ code: 'already_settled' });
      const at = deps.clock.now();
      let number = null;
      if (finding.kind === 'registered') {
        if (!isCalendarDate(finding.day)) return refuse({ code: 'bad_day' });
        const [year, registeredAt] = [Number(finding.day.slice(0, 4)), startOfDayInItaly(finding.day)];
        const since = record.askedAt ?? practice.submittedAt ?? at;
        const said = await numberOf(stores, record, { number: finding.number, year, registeredAt }, since, at);
        if (!said.ok) return said;
        number = said.value;
      }
      const settled =
        number === null
          ? ({ state: 'aperta', askedAt: null, number } as const)
          : ({ state: 'registrata', askedAt: record.askedAt, number } as const);
      if (!(await settle(stores, record, settled))) return refuse({ code: 'already_settled' });
      const action = number === null || record.state === 'in_dubbio' ? 'registrazione_chiarita' : 'numero_scritto';
      const details = { numero: number === null ? '–' : `${number.number}/${number.year}` };
      await recordAct(stores, actor, { at, action, subject: practice.code, details });
      return ok(null);
    });
