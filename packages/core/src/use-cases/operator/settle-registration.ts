import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
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
  | { readonly kind: 'not_registered' }
  /** It has arrived where somebody else says the number. */
  | { readonly kind: 'received' };

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

/** What is written of a registration for what an operator found. @param since when it was sent at the earliest */
const settledBy = async (
  stores: Stores,
  finding: Finding,
  since: Date,
  now: Date,
): Promise<Result<Partial<RegistrationRecord> & Pick<RegistrationRecord, 'number'>, NumberRefusal>> => {
  if (finding.kind === 'received') return ok({ state: 'in_attesa', number: null });
  if (finding.kind === 'not_registered') return ok({ state: 'aperta', askedAt: null, number: null });
  if (!isCalendarDate(finding.day)) return refuse({ code: 'bad_day' });
  const [year, registeredAt] = [Number(finding.day.slice(0, 4)), startOfDayInItaly(finding.day)];
  const said = await numberOf(stores, { number: finding.number, year, registeredAt }, since, now);
  return said.ok ? ok({ state: 'registrata', number: said.value }) : said;
};

/** What the register of the office says of it. */
const outcomeOf = ({ kind }: Finding, number: ProtocolNumber | null): string => {
  if (number !== null) return `${number.number}/${number.year}`;
  return kind === 'received' ? 'in arrivo' : '–';
};

/** Whether nothing more will come of it by itself. */
const isForAPerson = async (stores: Stores, { state, key, practiceId }: RegistrationRecord): Promise<boolean> => {
  if (state === 'in_dubbio' || state === 'in_attesa') return true;
  const deliveries = state === 'aperta' ? await stores.deliveries.of(practiceId) : [];
  return deliveries.some((one) => one.state === 'bloccata' && registrationKey(practiceId, one.effect) === key);
};

/**
 * An operator says what became of a registration whose answer never came (standards.md 1.3, "Not idempotent"), or whose number comes
 * by no other way, also because the registry does not take it from the portal: the number that the registry gave, or that it gave none,
 * and then it is asked for again, or that the office has it and will say the number.
 */
export const makeSettleRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SettleRegistration =>
  (tenantId, actor, { practiceId, key }, finding) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await officePractice(stores, actor.operator, practiceId);
      const record = practice === null ? null : await stores.registrations.byKey(key);
      if (practice === null || record?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      if (!(await isForAPerson(stores, record))) return refuse({ code: 'already_settled' });
      const isInDoubt = record.state === 'in_dubbio';
      if (finding.kind === 'received' && !(isInDoubt && record.handedOver !== null))
        return refuse({ code: 'not_found' });
      const at = deps.clock.now();
      const since = record.handedOver?.sentAt ?? practice.submittedAt ?? at;
      const settled = await settledBy(stores, finding, since, at);
      if (!settled.ok) return settled;
      if (!(await settle(stores, record, settled.value))) return refuse({ code: 'already_settled' });
      const { number } = settled.value;
      const action = number === null || isInDoubt ? 'registrazione_chiarita' : 'numero_scritto';
      const details = { numero: outcomeOf(finding, number) };
      await recordAct(stores, actor, { at, action, subject: practice.code, details });
      return ok(null);
    });
