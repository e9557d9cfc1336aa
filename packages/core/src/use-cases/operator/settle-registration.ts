import type { AuditAction } from '../../audit/audit-entry.ts';
import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { registrationKey } from '../../practice/registration-key.ts';
import { isHeld, type RegistrationRecord, untouchedIn } from '../../practice/registration-record.ts';
import { isCalendarDate, startOfDayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, ServiceId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { type NumberRefusal, numberOf, settle } from '../settle.ts';
import { lockOfficePractice } from './office-action.ts';

/** What an operator has found in the registry of the ente. @property day on which it was registered, `YYYY-MM-DD` */
export type Finding =
  | { readonly kind: 'registered'; readonly number: string; readonly day: string }
  | { readonly kind: 'not_registered' }
  /** The operator registers it by hand from now on: nothing hands it over meanwhile. */
  | { readonly kind: 'by_hand' }
  /** Nobody registers it by hand any more, and it was not registered: the portal tries again. */
  | { readonly kind: 'given_up' }
  /** It has arrived where somebody else says the number. */
  | { readonly kind: 'received' };

export type SettleRefusal =
  | { readonly code: 'not_found' }
  /** Nobody is asked about it any longer: somebody else has said it. */
  | { readonly code: 'already_settled' }
  /** A number that was given by hand while the portal may hand it over as well: whoever registers by hand says so before. */
  | { readonly code: 'not_claimed' }
  | NumberRefusal;

export type SettleRegistration = (
  tenantId: TenantId,
  actor: Actor,
  place: { readonly practiceId: PracticeId; readonly key: string },
  finding: Finding,
) => Promise<Result<null, SettleRefusal>>;

/** Those that say no number. */
type Numberless = Exclude<Finding, { readonly kind: 'registered' }>;

const AGAIN: Partial<RegistrationRecord> = { state: 'aperta', askedAt: null, claim: null };
const WITHOUT_NUMBER: Readonly<Record<Numberless['kind'], (actor: Actor, now: Date) => Partial<RegistrationRecord>>> = {
  received: () => ({ state: 'in_attesa' }),
  not_registered: () => AGAIN,
  given_up: () => AGAIN,
  by_hand: ({ operator }, at) => ({ state: 'a_mano', claim: { by: operator.id, at } }),
};

/** What is written of a registration for what an operator found. @param since when it was sent at the earliest */
const settledBy = async (
  stores: Stores,
  actor: Actor,
  finding: Finding,
  { book }: RegistrationRecord,
  since: Date,
  now: Date,
): Promise<Result<Partial<RegistrationRecord> & Pick<RegistrationRecord, 'number'>, NumberRefusal>> => {
  if (finding.kind !== 'registered') return ok({ ...WITHOUT_NUMBER[finding.kind](actor, now), number: null });
  if (!isCalendarDate(finding.day)) return refuse({ code: 'bad_day' });
  const [year, registeredAt] = [Number(finding.day.slice(0, 4)), startOfDayInItaly(finding.day)];
  const said = await numberOf(stores, { number: finding.number, year, registeredAt }, book, since, now);
  return said.ok ? ok({ state: 'registrata', number: said.value }) : said;
};

/** What the register of the office says of it. */
const actOf = (
  { kind }: Finding,
  { state }: RegistrationRecord,
  number: ProtocolNumber | null,
): { readonly action: AuditAction; readonly details: Readonly<Record<string, string>> } => {
  if (kind === 'by_hand') return { action: 'registrazione_a_mano', details: {} };
  if (kind === 'given_up') return { action: 'registrazione_lasciata', details: {} };
  if (number === null && state === 'aperta') return { action: 'consegna_ritentata', details: {} };
  const action = number === null || state === 'in_dubbio' ? 'registrazione_chiarita' : 'numero_scritto';
  if (number !== null) return { action, details: { numero: `${number.number}/${number.year}` } };
  return { action, details: { numero: kind === 'received' ? 'in arrivo' : '–' } };
};

/** Whether nothing more will come of it by itself. */
const isForAPerson = async (stores: Stores, { state, key, practiceId }: RegistrationRecord): Promise<boolean> => {
  if (isHeld(state) || state === 'in_attesa') return true;
  const deliveries = state === 'aperta' ? await stores.deliveries.of(practiceId) : [];
  return deliveries.some((one) => one.state === 'bloccata' && registrationKey(practiceId, one.effect) === key);
};

/**
 * Takes it from the portal: what waits for it goes on waiting. It is registered in the book that the ente has chosen now; what was handed
 * over to another one stays behind there.
 */
const claim = async (
  { registrations }: Stores,
  seen: RegistrationRecord,
  claimed: Partial<RegistrationRecord>,
  serviceId: ServiceId,
): Promise<boolean> => {
  const book = (await registrations.choiceFor(serviceId))?.book ?? seen.book;
  const moved = book === seen.book ? {} : untouchedIn(book);
  return registrations.change({ ...seen, ...claimed, ...moved }, seen);
};

/** Who presses twice has taken it. */
const isClaimedAgain = ({ kind }: Finding, { state, claim: taken }: RegistrationRecord, { operator }: Actor): boolean =>
  kind === 'by_hand' && state === 'a_mano' && taken?.by === operator.id;

/** Whether what was found can be true of it as it is; null when it can. */
const refusalOf = ({ kind }: Finding, { state, handedOver }: RegistrationRecord): SettleRefusal | null => {
  const settled = { code: 'already_settled' } as const;
  switch (kind) {
    case 'received':
      return state === 'in_dubbio' && handedOver !== null ? null : { code: 'not_found' };
    case 'registered':
      return state === 'aperta' ? { code: 'not_claimed' } : null;
    // What was said of it as it was says nothing of it as it is: a colleague has taken it meanwhile, or given it back.
    case 'by_hand':
      return state === 'aperta' ? null : settled;
    case 'given_up':
      return state === 'a_mano' ? null : settled;
    case 'not_registered':
      return state === 'a_mano' ? settled : null;
  }
};

/**
 * An operator says what became of a registration whose answer never came (standards.md 1.3, "Not idempotent"), or whose number comes
 * by no other way, also because the registry does not take it from the portal: the number that the registry gave, or that it gave none,
 * and then it is asked for again, or that the office has it and will say the number. What the portal would hand over again is taken from
 * it first (`by_hand`): it is registered once, by hand or by the portal.
 */
export const makeSettleRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SettleRegistration =>
  (tenantId, actor, { practiceId, key }, finding) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await lockOfficePractice(stores, actor.operator, practiceId);
      const record = practice === null ? null : await stores.registrations.byKey(key);
      if (practice === null || record?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      if (isClaimedAgain(finding, record, actor)) return ok(null);
      if (!(await isForAPerson(stores, record))) return refuse({ code: 'already_settled' });
      const refusal = refusalOf(finding, record);
      if (refusal !== null) return refuse(refusal);
      const at = deps.clock.now();
      const since = record.handedOver?.sentAt ?? practice.submittedAt ?? at;
      const settled = await settledBy(stores, actor, finding, record, since, at);
      if (!settled.ok) return settled;
      const written =
        finding.kind === 'by_hand'
          ? await claim(stores, record, settled.value, practice.serviceId)
          : await settle(stores, record, settled.value);
      if (!written) return refuse({ code: 'already_settled' });
      await recordAct(stores, actor, { at, subject: practice.code, ...actOf(finding, record, settled.value.number) });
      return ok(null);
    });
