import type { RegistrationRecord } from '../practice/registration-record.ts';
import type { PracticeId, ServiceId } from '../shared/ids.ts';
import type { RegistryChoice } from '../tenant/registry-choice.ts';

/** What of a record is different after every step. */
export type SeenRegistration = Pick<RegistrationRecord, 'state' | 'documents' | 'askedAt'>;

/**
 * Registrations with registries outside of the portal, by their key.
 *
 * Promise: `change` writes only over what the caller has seen, so that of two who would both hand over the next document, or ask for
 * the number, one does.
 */
export interface RegistrationStore {
  /** What was chosen for the service, else for the whole ente; null where the portal keeps the protocol itself. */
  choiceFor(serviceId: ServiceId): Promise<RegistryChoice | null>;
  /** @returns the one that is there: the new one, or the one that was there before */
  open(record: RegistrationRecord): Promise<RegistrationRecord>;
  byKey(key: string): Promise<RegistrationRecord | null>;
  /** @returns false, writing nothing, when it is no longer as it was seen: its state, its documents, when the number was asked for */
  change(record: RegistrationRecord, seen: SeenRegistration): Promise<boolean>;
  /** Those of a practice that wait for an operator's word, oldest first. */
  inDoubtOf(practiceId: PracticeId): Promise<readonly RegistrationRecord[]>;
}
