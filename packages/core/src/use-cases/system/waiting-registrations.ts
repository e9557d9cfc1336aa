import type { Clock } from '../../ports/clock.ts';
import type { Correspondent, ProtocolNumber, RegistryDocument } from '../../ports/protocol-registry.ts';
import type { WaitingPlace } from '../../ports/registration-store.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { HandedOver, RegistrationRecord } from '../../practice/registration-record.ts';
import type { ProtocolValues, Service } from '../../service/service.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type NumberRefusal, numberOf, settle } from '../settle.ts';
import { registeredOf } from './registered-of.ts';

/** A registration whose number a system of the office's says, or has said. */
export interface WaitingRegistration extends HandedOver {
  readonly key: string;
  readonly askedAt: Date;
  /** Null as long as it waits. */
  readonly number: ProtocolNumber | null;
}

/** The same with all that there is to know of it. */
export interface WaitingRegistrationView extends WaitingRegistration {
  readonly correspondent: Correspondent;
  readonly practiceCode: string;
  readonly values: ProtocolValues;
  readonly service: Pick<Service['definition'], 'slug' | 'name'>;
}

/** The clock of another system may be ahead of ours by so much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

type NotFound = { readonly code: 'not_found' };

/** In doubt is also what may have arrived: who can say its number has it. */
const waitingOf = ({ key, state, askedAt, handedOver, number }: RegistrationRecord): WaitingRegistration | null => {
  if (handedOver === null || askedAt === null || state === 'aperta' || state === 'chiesta') return null;
  return { ...handedOver, key, askedAt, number };
};

export type ListWaiting = (
  tenantId: TenantId,
  after: WaitingPlace | null,
  limit: number,
) => Promise<readonly WaitingRegistration[]>;

/** What waits for its number, in the order in which it was asked for. */
export const makeListWaiting =
  (deps: { unitOfWork: UnitOfWork }): ListWaiting =>
  async (tenantId, after, limit) => {
    const records = await deps.unitOfWork.read(tenantId, ({ registrations }) => registrations.waiting(after, limit));
    return records.flatMap((record) => waitingOf(record) ?? []);
  };

const practiceOf = async (stores: Stores, { practiceId }: RegistrationRecord): Promise<Practice> => {
  const practice = await stores.practices.byId(practiceId);
  if (practice === null) throw new Error(`Practice ${practiceId} of a registration is not there`);
  return practice;
};

export type ViewWaiting = (tenantId: TenantId, key: string) => Promise<Result<WaitingRegistrationView, NotFound>>;

/** One that waits, or that has got its number in this way: whoever has said it may still read the documents. */
export const makeViewWaiting =
  (deps: { unitOfWork: UnitOfWork }): ViewWaiting =>
  (tenantId, key) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const record = await stores.registrations.byKey(key);
      const waiting = record === null ? null : waitingOf(record);
      if (record === null || waiting === null) return refuse({ code: 'not_found' });
      const practice = await practiceOf(stores, record);
      const service = await stores.services.byId(practice.serviceId);
      if (practice.applicant === null || service === null)
        throw new Error(`${practice.id} was registered and not sent`);
      const { protocol } = service.settings;
      const { correspondent, practiceCode, values } = registeredOf(practice, practice.applicant, protocol);
      const { slug, name } = service.definition;
      return ok({ ...waiting, correspondent, practiceCode, values, service: { slug, name } });
    });

export type FindWaitingDocument = (
  tenantId: TenantId,
  key: string,
  index: number,
) => Promise<Result<RegistryDocument, NotFound>>;

/** A document of a registration, for download. Index 0 is the main one. */
export const makeFindWaitingDocument =
  (deps: { unitOfWork: UnitOfWork }): FindWaitingDocument =>
  async (tenantId, key, index) => {
    const record = await deps.unitOfWork.read(tenantId, ({ registrations }) => registrations.byKey(key));
    const waiting = record === null ? null : waitingOf(record);
    const document = waiting === null ? undefined : [waiting.main, ...waiting.attachments][index];
    return document === undefined ? refuse({ code: 'not_found' }) : ok(document);
  };

export type AnswerRegistrationRefusal =
  | NotFound
  | NumberRefusal
  /** It has got another number. */
  | { readonly code: 'other_number' };

export type AnswerRegistration = (
  tenantId: TenantId,
  /** Network address of who answers. */
  address: string,
  key: string,
  given: ProtocolNumber,
) => Promise<Result<ProtocolNumber, AnswerRegistrationRefusal>>;

/** Whether what is written is what was said, however it was spelt. */
const agreed = (
  written: ProtocolNumber | null | undefined,
  given: ProtocolNumber,
): Result<ProtocolNumber, AnswerRegistrationRefusal> =>
  written != null && Number(written.number) === Number(given.number) && written.year === given.year
    ? ok(written)
    : refuse({ code: 'other_number' });

/**
 * A system of the office's says the number of a registration that waits for it. Saying the same number again changes nothing; another
 * one is refused, since numbers are for good (DPR 445/2000 art. 53).
 */
export const makeAnswerRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): AnswerRegistration =>
  (tenantId, address, key, given) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const record = await stores.registrations.byKey(key);
      const waiting = record === null ? null : waitingOf(record);
      if (record === null || waiting === null) return refuse({ code: 'not_found' });
      if (record.number !== null) return agreed(record.number, given);
      const at = deps.clock.now();
      if (given.registeredAt.getTime() > at.getTime() + CLOCKS_DIFFER_MS) return refuse({ code: 'bad_day' });
      const said = await numberOf(stores, given, record.book, waiting.sentAt, at);
      if (!said.ok) return said;
      if (!(await settle(stores, record, { state: 'registrata', number: said.value }))) {
        return agreed((await stores.registrations.byKey(key))?.number, given); // somebody else was faster
      }
      const { code } = await practiceOf(stores, record);
      await stores.audit.append({
        at,
        action: 'numero_scritto',
        actor: { kind: 'sistema_esterno' },
        subject: code,
        details: { numero: `${said.value.number}/${said.value.year}` },
        address,
      });
      return ok(said.value);
    });
