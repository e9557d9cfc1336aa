import type { Payment } from '../payment/payment.ts';
import type { CitizenId, PaymentId, PracticeId, ServiceId } from '../shared/ids.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';

/** Where a payment stands in a list that begins with the newest. */
export interface PaymentPlace {
  readonly createdAt: Date;
  readonly id: PaymentId;
}

/** The payments of an ente. They outlive the drafts that they were made for. */
export interface PaymentStore {
  /** What was chosen for the service, else for the whole ente; null where nothing is asked for. */
  choiceFor(serviceId: ServiceId): Promise<PaymentChoice | null>;
  /** Everything that was chosen; the first is the choice for all services, the others in the order of their services. */
  choices(): Promise<readonly { readonly serviceId: ServiceId | null; readonly choice: PaymentChoice }[]>;
  /** A number that no notice of the ente has had, from 1. Numbers that are not used stay unused. */
  takeSerial(): Promise<number>;
  byId(id: PaymentId): Promise<Payment | null>;
  /** In no order; those that do not exist are left out. */
  byIds(ids: readonly PaymentId[]): Promise<readonly Payment[]>;
  byNoticeNumber(noticeNumber: string): Promise<Payment | null>;
  /** Of a practice, oldest first. */
  of(practiceId: PracticeId): Promise<readonly Payment[]>;
  /** Of several practices, each oldest first; those that have none are left out. */
  ofPractices(ids: readonly PracticeId[]): Promise<ReadonlyMap<PracticeId, readonly Payment[]>>;
  /** Of a citizen, newest first. @param after the place of the last one of the page before */
  ofCitizen(citizenId: CitizenId, after: PaymentPlace | null, limit: number): Promise<readonly Payment[]>;
  /**
   * @returns false, writing nothing, when there is an open one for the same practice, integration and kind, or a stamp or a
   * notice with the same number, also under concurrency
   */
  insert(payment: Payment): Promise<boolean>;
  /** Saves a payment whose version was the one before; false, writing nothing, when it is no longer that. */
  update(payment: Payment): Promise<boolean>;
  /** Those online whose money the portal first knew of from `from` on and before `to`, oldest first. */
  settledBetween(from: Date, to: Date, limit: number): Promise<readonly Payment[]>;
  /** Those that nobody helps any more but a person: the gateway has refused something, or failed many times. Newest first. */
  failing(limit: number): Promise<readonly Payment[]>;
  /** Queues the job that looks after it for `at`, in the place of one that waits. */
  wake(id: PaymentId, at: Date): Promise<void>;
}
