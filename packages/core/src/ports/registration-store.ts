import type { RegistrationRecord } from '../practice/registration-record.ts';
import type { PracticeId, ServiceId } from '../shared/ids.ts';
import type { RegistryChoice } from '../tenant/registry-choice.ts';
import type { ProtocolNumber } from './protocol-registry.ts';

/** What of a record is different after every step. */
export type SeenRegistration = Pick<RegistrationRecord, 'state' | 'documents' | 'askedAt'>;

/** Where a registration that waits stands among the others. */
export interface WaitingPlace {
  readonly askedAt: Date;
  readonly key: string;
}

/**
 * Registrations with registries outside of the portal, by their key.
 *
 * Promise: `change` writes only over what the caller has seen, so that of two who would both hand over the next document, or ask for
 * the number, one does.
 */
export interface RegistrationStore {
  /** What was chosen for the service, else for the whole ente; null where the portal keeps the protocol itself. */
  choiceFor(serviceId: ServiceId): Promise<RegistryChoice | null>;
  /** Everything that was chosen; the first is the choice for all services, the others in the order of their services. */
  choices(): Promise<readonly { readonly serviceId: ServiceId | null; readonly choice: RegistryChoice }[]>;
  /** @returns the one that is there: the new one, or the one that was there before */
  open(record: RegistrationRecord): Promise<RegistrationRecord>;
  byKey(key: string): Promise<RegistrationRecord | null>;
  /** @returns false, writing nothing, when it is no longer as it was seen: its state, its documents, when the number was asked for */
  change(record: RegistrationRecord, seen: SeenRegistration): Promise<boolean>;
  /**
   * Those of a practice that are not registered and that nobody is asking for at the moment, in the order of their keys: in doubt, done
   * by hand, waiting for a number that is said later, or still to be handed over.
   */
  unsettledOf(practiceId: PracticeId): Promise<readonly RegistrationRecord[]>;
  /**
   * Whether one of this book has this number: each register of an ente, of one AOO or another, counts by itself (DPR 445/2000 art. 53).
   * Until the end of the transaction nobody else of the ente gets an answer, so that of two who would write the same number one is told so.
   */
  hasNumber(number: Pick<ProtocolNumber, 'number' | 'year'>, book: RegistrationRecord['book']): Promise<boolean>;
  /** Those whose number somebody else is to say, in the order in which they were asked for. @param after the place of the last one of the page before */
  waiting(after: WaitingPlace | null, limit: number): Promise<readonly RegistrationRecord[]>;
  /** Digest of the key by which a system of the office's reads and answers what waits; null where there is none. */
  keyDigest(): Promise<string | null>;
}
