import type { AuditAction } from '../../audit/audit-entry.ts';
import type { Actor } from '../../operator/actor.ts';
import { isAdministrator, mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Happening } from '../../practice/advance.ts';
import type { PracticeEvent } from '../../practice/practice.machine.ts';
import type { Practice } from '../../practice/practice.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { happen } from '../happen.ts';
import { recordAct } from '../record-act.ts';

/** Which practice, by whom, and the version that the operator had before their eyes. */
export interface OfficeRequest extends Actor {
  readonly tenantId: TenantId;
  readonly practiceId: PracticeId;
  readonly version: number;
}

export type OfficeRefusal =
  | { readonly code: 'not_found' }
  /** Somebody else changed the practice after the page was made. */
  | { readonly code: 'stale_version' }
  /** The practice is in another operator's charge. */
  | { readonly code: 'not_in_charge' }
  /** The practice is not at the point where this can be done. */
  | { readonly code: 'not_possible' };

/**
 * Who may do it: an operator enabled for the service, of these the one in charge, or an administrator, of whatever service
 * (ente.md, the absent colleague).
 */
type Who = 'enabled' | 'in_charge' | 'administrator';

type Seen = (practice: Practice | null, operator: Operator) => Practice | null;

/** A practice as an operator may see it: sent, and of a service they are enabled for; null otherwise. */
const seenByOffice: Seen = (practice, operator) =>
  practice === null || practice.state === 'bozza' || !mayWorkOn(operator, practice.serviceId) ? null : practice;

/** The same for who looks after the whole ente: any practice that was sent. */
const seenByAdministrator: Seen = (practice, operator) =>
  practice?.state === 'bozza' || !isAdministrator(operator) ? null : practice;

export const officePractice = async (stores: Stores, operator: Operator, id: PracticeId): Promise<Practice | null> =>
  seenByOffice(await stores.practices.byId(id), operator);

/** The same under lock: two acts upon one practice come one after the other. */
export const lockOfficePractice = async (
  stores: Stores,
  operator: Operator,
  id: PracticeId,
): Promise<Practice | null> => seenByOffice(await stores.practices.lock(id), operator);

export const sentPractice = async (stores: Stores, operator: Operator, id: PracticeId): Promise<Practice | null> =>
  seenByAdministrator(await stores.practices.byId(id), operator);

/** What an operator's act lets happen. */
export interface OfficeHappening
  extends Pick<Happening, 'event' | 'at' | 'change'>,
    Partial<Pick<Happening, 'integrationId' | 'notify'>> {
  /** What is written after it has happened, in the same transaction. */
  readonly afterwards?: () => Promise<void>;
  /** What the register of the office says of it besides who, what, when, from where. */
  readonly details?: Readonly<Record<string, string>>;
}

/** What an act of an operator is called in the register. */
const AUDITED: Readonly<Partial<Record<PracticeEvent, AuditAction>>> = {
  TAKE_CHARGE: 'presa_in_carico',
  REQUEST_INTEGRATION: 'integrazione_richiesta',
  CANCEL_INTEGRATION: 'integrazione_annullata',
  REASSIGN: 'riassegnazione',
  DECIDE: 'decisione',
  SIGN_ANSWER: 'risposta_firmata',
};

/**
 * The order that every act of an operator follows: lock, check who, check that nothing changed meanwhile, check what they
 * ask, let the event happen. Two operators at once: one wins, the other is told `stale_version`. The lock is the first thing
 * taken, as the citizen and the worker do: the answer that the worker makes leaves the version as it is, so that the version
 * alone would let it be written over.
 */
export const officeAction = <E extends { readonly code: string } = never>(
  deps: { unitOfWork: UnitOfWork; ids: Ids },
  request: OfficeRequest,
  who: Who,
  happening: (practice: Practice, stores: Stores) => Result<OfficeHappening, E> | Promise<Result<OfficeHappening, E>>,
): Promise<Result<Practice, OfficeRefusal | E>> =>
  deps.unitOfWork.run(request.tenantId, async (stores) => {
    const seen = who === 'administrator' ? seenByAdministrator : seenByOffice;
    const practice = seen(await stores.practices.lock(request.practiceId), request.operator);
    if (practice === null) return refuse({ code: 'not_found' });
    if (practice.version !== request.version) return refuse({ code: 'stale_version' });
    if (who === 'in_charge' && practice.assignedTo !== request.operator.id) return refuse({ code: 'not_in_charge' });
    const asked = await happening(practice, stores);
    if (!asked.ok) return asked;
    const { afterwards, details = {}, ...event } = asked.value;
    const now = await happen(stores, deps.ids, practice, { ...event, operatorId: request.operator.id });
    if (now === 'stale') throw new Error('A locked practice changed under the lock');
    if (now === 'impossible') return refuse({ code: 'not_possible' });
    await afterwards?.();
    const action = AUDITED[event.event];
    if (action === undefined) throw new Error(`${event.event} has no word in the register`);
    await recordAct(stores, request, { at: event.at, action, subject: practice.code, details });
    return ok(now);
  });
