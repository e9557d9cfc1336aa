import type { Attachment } from '../attachment/attachment.ts';
import type { FileUsage } from '../attachment/file-allowance.ts';
import type { Operator } from '../operator/operator.ts';
import type { Citizen, Identity } from '../person/citizen.ts';
import type { CodiceFiscale } from '../person/codice-fiscale.ts';
import type { Profile } from '../person/profile.ts';
import type { Delivery, DeliveryEnd } from '../practice/delivery.ts';
import type { Effect } from '../practice/effect.ts';
import type { Practice } from '../practice/practice.ts';
import type { TimelineEntry } from '../practice/timeline.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import type { Answers } from '../service/journey.ts';
import type { Service, ServiceChoices, ServiceDays } from '../service/service.ts';
import type {
  AttachmentId,
  CitizenId,
  DeliveryId,
  OpeningId,
  OperatorId,
  PracticeId,
  ServiceId,
  TenantId,
  TermsId,
} from '../shared/ids.ts';
import type { SignInLevel } from '../sign-in/federation.ts';
import type { AssertedIdentity } from '../sign-in/verified-identity.ts';
import type { TermsAcceptance, TermsDocument } from '../terms/terms.ts';
import type { AccountStore } from './account-store.ts';
import type { AppIoStore } from './app-io-store.ts';
import type { AuditLog } from './audit-log.ts';
import type { BulletinStore, FeedStore } from './bulletin-store.ts';
import type { CommentStore } from './comment-store.ts';
import type { EmergencyStore } from './emergency-store.ts';
import type { FeedbackStore } from './feedback-store.ts';
import type { IntegrationStore } from './integration-store.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { LookupStore } from './lookup-store.ts';
import type { PaymentReportStore } from './payment-report-store.ts';
import type { PaymentStore } from './payment-store.ts';
import type { PersonalDataStore } from './personal-data-store.ts';
import type { ProtocolBook } from './protocol-book.ts';
import type { ReadModels } from './read-models.ts';
import type { RegistrationStore } from './registration-store.ts';
import type { SignInStore } from './sign-in-store.ts';
import type { TenantStore } from './tenant-store.ts';

export interface CitizenStore {
  byId(id: CitizenId): Promise<Citizen | null>;
  /** In the order of the ids; those that do not exist are left out. */
  byIds(ids: readonly CitizenId[]): Promise<readonly Citizen[]>;
  byCodiceFiscale(code: CodiceFiscale): Promise<Citizen | null>;
  /**
   * Stores a new citizen. One citizen for each codice fiscale inside an ente: when two sign-ins of a new citizen meet,
   * the second answers false and writes nothing.
   */
  insert(citizen: Citizen): Promise<boolean>;
  /**
   * What the identity provider says, which verifies it. What it does not say of the birth (null) stays as it is, and so does the
   * profile, also when either is saved at the same moment.
   * @returns false, writing nothing, when the citizen is not there (any more)
   */
  saveIdentity(id: CitizenId, identity: AssertedIdentity): Promise<boolean>;
  /**
   * What the citizen chose; the identity stays as it is, and mail is tried again, also to the same address.
   * @param at kept only the first time, as `profileCompletedAt`
   */
  saveProfile(id: CitizenId, profile: Profile, at: Date): Promise<void>;
  /**
   * An identity that an operator typed from a document, which verifies nothing.
   * @returns false, writing nothing, when an identity provider has said it, also at the same moment
   */
  saveTypedIdentity(id: CitizenId, identity: Identity): Promise<boolean>;
  /**
   * Contacts and residence that an operator typed at the counter, which leaves the profile to be completed; mail is tried again.
   * @returns false, writing nothing, when the citizen has completed it, also at the same moment
   */
  saveTypedProfile(id: CitizenId, profile: Profile): Promise<boolean>;
  /** Whether mail to this address was refused for good or arrived; nothing when it is not the citizen's (any more). */
  saveEmailRefused(id: CitizenId, email: string, refused: boolean): Promise<void>;
  /**
   * Citizens whom the counter alone has known, who have never signed in and of whom no practice is left: in the order of
   * their ids, from the one after `after`.
   */
  unserved(after: CitizenId | null, limit: number): Promise<readonly CitizenId[]>;
  /**
   * Erases such a citizen with the files that were uploaded for them, whose bytes are discarded at `at` (`AttachmentStore`).
   * @returns false, erasing nothing, when it is no such citizen (any more), also when they sign in or are served at the same moment
   */
  eraseUnserved(id: CitizenId, at: Date): Promise<boolean>;
}

export interface TermsStore {
  /** The newest revision of each document, mandatory first, then by title. */
  current(): Promise<readonly TermsDocument[]>;
  /** All revisions of a document, newest first. */
  revisions(key: string): Promise<readonly TermsDocument[]>;
  /** @returns false, writing nothing, when the document has that revision already, also under concurrency */
  insert(document: TermsDocument): Promise<boolean>;
  /** What this citizen accepted, newest first. */
  acceptances(citizenId: CitizenId): Promise<readonly TermsAcceptance[]>;
  /** Keeps the first date and time: accepting the same revision again changes nothing. */
  accept(citizenId: CitizenId, termsId: TermsId, at: Date): Promise<void>;
}

export interface ServiceStore {
  /** All services of the ente, featured first, then by area, position and name. */
  list(): Promise<readonly Service[]>;
  bySlug(slug: string): Promise<Service | null>;
  byId(id: ServiceId): Promise<Service | null>;
  /**
   * The services in which every word of a search is found: in the name, in the area, in the description or in the sheet. Accents,
   * the endings of words and a mistake in typing are forgiven; words that mean nothing ("di", "il") do not count.
   * @returns best first; all of them when no word counts
   */
  search(text: string): Promise<readonly ServiceId[]>;
  /** The definition at a given revision: what a practice started on it keeps for life. Never changes, may be cached. */
  revision(id: ServiceId, revision: number): Promise<ServiceDefinition | null>;
  /** @returns false, saving nothing, when the service's version is not `expectedVersion` (any more), or there is no such service */
  saveChoices(id: ServiceId, choices: ServiceChoices, expectedVersion: number): Promise<boolean>;
  /**
   * Stores a service that is not there yet, with its first revision.
   * @returns false, writing nothing, when another service of the ente has its path, also under concurrency
   */
  insert(service: Service): Promise<boolean>;
  /**
   * Publishes a definition as the revision that follows the one in use; new practices start on it. The path of the service and
   * what the ente has chosen of it stay as they are.
   * @returns false, writing nothing, when the revision in use is not the one before `definition.revision` (any more), also under
   * concurrency, or the service is not there or at another path
   */
  publish(id: ServiceId, definition: ServiceDefinition): Promise<boolean>;
  /** Everything that was ever published of these services: one after the other by id, each newest first. */
  revisionsOf(ids: readonly ServiceId[]): Promise<readonly PublishedRevision[]>;
}

export interface PublishedRevision {
  readonly serviceId: ServiceId;
  readonly definition: ServiceDefinition;
}

export interface PracticeStore {
  byId(id: PracticeId): Promise<Practice | null>;
  /** In the order of the ids; those that do not exist are left out. */
  byIds(ids: readonly PracticeId[]): Promise<readonly Practice[]>;
  /** As `byId`, and nobody else changes it until the transaction ends. */
  lock(id: PracticeId): Promise<Practice | null>;
  /** The newest draft for a citizen and a service, of those that the citizen began, or this operator on their behalf. */
  draftOf(citizenId: CitizenId, serviceId: ServiceId, openedBy: OperatorId | null): Promise<Practice | null>;
  /** The draft for a citizen that they began from a page, or this operator on their behalf, where many drafts are allowed. */
  draftFrom(citizenId: CitizenId, openedBy: OperatorId | null, opening: OpeningId): Promise<Practice | null>;
  /** The drafts that an operator opened at the counter, in the order of their ids. */
  draftsOpenedBy(operatorId: OperatorId): Promise<readonly Practice[]>;
  /** The newest practice that a citizen has sent for a service. */
  lastSentOf(citizenId: CitizenId, serviceId: ServiceId): Promise<Practice | null>;
  /**
   * @param exclusive at most one draft for this citizen and service by whoever opened this one
   * @param opening else at most one draft for this citizen from this page by whoever opened it
   * @returns false, writing nothing, when there is such a draft already, also under concurrency, or when another practice of
   * the ente has the same code
   */
  insert(practice: Practice, exclusive: boolean, opening?: OpeningId): Promise<boolean>;
  /** Saves a practice whose version was `expectedVersion`; false, writing nothing, when it is no longer that. */
  update(practice: Practice, expectedVersion: number): Promise<boolean>;
  /**
   * Adds answers to a draft of this citizen, keeping the others, and sets the private note unless it is null. The time for
   * which the draft is kept starts again at `at`, without warnings.
   * @returns false, writing nothing, when it is not (any more) a draft of this citizen
   */
  saveAnswers(
    id: PracticeId,
    citizenId: CitizenId,
    answers: Answers,
    privateNote: string | null,
    at: Date,
  ): Promise<boolean>;
  /**
   * A practice with its private note (empty when there is none), the days of its service and the level of sign-in that it asks
   * for, for its citizen alone; null when it is not theirs, or still the draft of an operator who opened it on their behalf.
   */
  ownedBy(
    id: PracticeId,
    citizenId: CitizenId,
  ): Promise<{
    readonly practice: Practice;
    readonly privateNote: string;
    readonly days: ServiceDays;
    readonly signInLevel: SignInLevel;
  } | null>;
  /**
   * Sets the private note of a practice of this citizen, in whatever state; a draft is kept from `at` again.
   * @returns false when it is not theirs, as in `ownedBy`
   */
  savePrivateNote(id: PracticeId, citizenId: CitizenId, note: string, at: Date): Promise<boolean>;
  /**
   * All practices that a citizen is still filling in, drafts and those to be integrated, in the order of their ids; nobody
   * else changes them until the transaction ends.
   */
  lockUnfinished(citizenId: CitizenId): Promise<readonly Practice[]>;
  /** Drafts of all citizens that nobody has saved since `before`, in the order of their ids, from the one after `after`. */
  agedDrafts(before: Date, after: PracticeId | null, limit: number): Promise<readonly Practice[]>;
  /**
   * Deletes a draft of this citizen with its answers, its private note, its timeline and its deliveries. The files that were
   * uploaded for it stay. What was sent is never deleted, also when it is sent at the same moment.
   * @returns false, deleting nothing, when it is not (any more) a draft of this citizen
   */
  deleteDraft(id: PracticeId, citizenId: CitizenId): Promise<boolean>;
}

export interface TimelineStore {
  append(practiceId: PracticeId, entry: TimelineEntry): Promise<void>;
  /** Oldest first. */
  of(practiceId: PracticeId): Promise<readonly TimelineEntry[]>;
}

export interface AttachmentStore {
  insert(attachment: Attachment): Promise<void>;
  byId(id: AttachmentId): Promise<Attachment | null>;
  /** In the order of the ids; those that do not exist are left out. */
  byIds(ids: readonly AttachmentId[]): Promise<readonly Attachment[]>;
  /** How much there is of a citizen. */
  usageOf(citizenId: CitizenId): Promise<FileUsage>;
  /** The same, and nobody else who asks by this gets an answer for this citizen until the transaction ends. */
  lockUsage(citizenId: CitizenId): Promise<FileUsage>;
  /** Ties the attachments to a practice that was sent. Tying twice is harmless. */
  tie(practiceId: PracticeId, ids: readonly AttachmentId[]): Promise<void>;
  /** The attachments tied to a practice, in the order they were tied. */
  of(practiceId: PracticeId): Promise<readonly Attachment[]>;
  /** The same of several practices; those that have none are left out. */
  ofPractices(ids: readonly PracticeId[]): Promise<ReadonlyMap<PracticeId, readonly Attachment[]>>;
  /**
   * Deletes an attachment that is tied to no practice; its bytes are discarded at `at`, in the same transaction.
   * @returns false, deleting nothing, when it is tied or not there
   */
  delete(id: AttachmentId, at: Date): Promise<boolean>;
  /** Contents discarded before `before`, in the order of their digests, from the one after `after`. */
  discarded(before: Date, after: string | null, limit: number): Promise<readonly DiscardedContent[]>;
  /** Of these digests, those that an attachment, a document of a practice or the protocol refers to. */
  referredTo(digests: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of these digests, those that `referredTo` finds or that are discarded, as they all are at one moment. */
  known(digests: readonly string[]): Promise<ReadonlySet<string>>;
  /** Strikes a content off the discarded ones, unless it was discarded again meanwhile. */
  forgetDiscarded(content: DiscardedContent): Promise<void>;
}

/** The bytes of an attachment that was deleted, perhaps still those of another. */
export interface DiscardedContent {
  readonly sha256: string;
  /** When it was last discarded. */
  readonly at: Date;
}

export interface OperatorStore {
  byId(id: OperatorId): Promise<Operator | null>;
  /** What these operators are called, also those who are disabled. */
  namesOf(ids: readonly OperatorId[]): Promise<ReadonlyMap<OperatorId, string>>;
  /** The enabled operators that work on a service. */
  enabledFor(serviceId: ServiceId): Promise<readonly Operator[]>;
  /** The enabled administrators, by name. */
  administrators(): Promise<readonly Operator[]>;
}

/** What must reach the outside. `complete`, `retry` and `fail` are also for the mails of invitations, by their id. */
export interface DeliveryStore {
  /** Writes the delivery and queues its job: both happen if the transaction commits, neither if it does not. */
  enqueue(id: DeliveryId, practiceId: PracticeId, effect: Effect, at: Date): Promise<void>;
  byId(id: DeliveryId): Promise<Delivery | null>;
  /** Of a practice, oldest first. */
  of(practiceId: PracticeId): Promise<readonly Delivery[]>;
  /** When those of these deliveries that wait are tried next; those that nobody will try are left out. */
  nextAttempts(ids: readonly DeliveryId[]): Promise<ReadonlyMap<DeliveryId, Date>>;
  /** Marks it ended, `consegnata` unless said otherwise; harmless when it already is, which keeps how and when it did. */
  complete(id: DeliveryId, at: Date, end?: DeliveryEnd): Promise<void>;
  /**
   * Takes a blocked delivery up again from the first attempt, and queues its job as `enqueue` does.
   * @returns false, doing nothing, when it is not `bloccata`
   */
  retry(id: DeliveryId): Promise<boolean>;
  /**
   * Queues the job of one that waits, at once and from the first attempt: what it waited for has come.
   * @returns false, doing nothing, when it is not `in_attesa`
   */
  wake(id: DeliveryId): Promise<boolean>;
  /**
   * Counts an attempt that failed; at `MAX_DELIVERY_ATTEMPTS`, or when `final`, it becomes `bloccata`.
   * @returns whether it is now `bloccata`
   */
  fail(id: DeliveryId, error: string, final: boolean): Promise<boolean>;
  /**
   * Queues the mail that tells administrators how much is blocked, as `enqueue` queues a job: for `at`, or for an hour after the one
   * before. Nothing when one still waits at `at`, which will count this too.
   * @param id of the mail
   */
  enqueueNotice(id: DeliveryId, at: Date): Promise<void>;
  /**
   * Marks that it is about to be handed to somebody who would not recognise it a second time.
   * @returns false, doing nothing, when it is marked already
   */
  saveHandedOver(id: DeliveryId, at: Date): Promise<boolean>;
  /** Whether it is marked: somebody may have taken it. */
  isHandedOver(id: DeliveryId): Promise<boolean>;
  /** Takes the mark away: it is known that it was not taken. */
  forgetHandedOver(id: DeliveryId): Promise<void>;
}

/** Everything that can be read and written inside one transaction of one tenant. */
export interface Stores {
  readonly tenant: TenantStore;
  readonly citizens: CitizenStore;
  readonly terms: TermsStore;
  readonly services: ServiceStore;
  readonly practices: PracticeStore;
  readonly timeline: TimelineStore;
  readonly attachments: AttachmentStore;
  readonly operators: OperatorStore;
  readonly accounts: AccountStore;
  readonly invitations: InvitationStore;
  readonly deliveries: DeliveryStore;
  readonly integrations: IntegrationStore;
  readonly bulletins: BulletinStore;
  readonly feeds: FeedStore;
  readonly feedback: FeedbackStore;
  readonly comments: CommentStore;
  readonly lookups: LookupStore;
  readonly payments: PaymentStore;
  readonly paymentReports: PaymentReportStore;
  readonly registrations: RegistrationStore;
  readonly protocol: ProtocolBook;
  readonly emergencies: EmergencyStore;
  readonly appIo: AppIoStore;
  readonly signIns: SignInStore;
  readonly audit: AuditLog;
  readonly personalData: PersonalDataStore;
  readonly reads: ReadModels;
}

/**
 * One transaction of one tenant.
 *
 * Promise: all that `work` wrote is there when `run` resolves, nothing when it rejects, which it does also when a method
 * of a store had failed and `work` went on as if it had not; no other tenant's data is seen or written; a store used
 * after the end of its transaction throws.
 *
 * `work` may be run again from its beginning, when its transaction met another one and was undone: what it does besides
 * reading and writing by its stores, such as taking an id, must bear being done twice.
 */
export interface UnitOfWork {
  run<T>(tenantId: TenantId, work: (stores: Stores) => Promise<T>): Promise<T>;
  /**
   * As `run`, for work that only reads: what it would write throws. Each method of a store may see a later moment than the
   * one before it, which a page can bear and which spares two of three round trips.
   */
  read<T>(tenantId: TenantId, work: (stores: Stores) => Promise<T>): Promise<T>;
}
