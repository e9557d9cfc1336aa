import type { RegistrationRecord } from '../practice/registration-record.ts';
import type { PracticeId, ServiceId } from '../shared/ids.ts';
import type { RegistryChoice } from '../tenant/registry-choice.ts';

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
  /** @returns false, writing nothing, when meanwhile its state is another, or it has more documents or fewer */
  change(record: RegistrationRecord, seen: Pick<RegistrationRecord, 'state' | 'documents'>): Promise<boolean>;
  /** Those of a practice that wait for an operator's word, oldest first. */
  inDoubtOf(practiceId: PracticeId): Promise<readonly RegistrationRecord[]>;
}
