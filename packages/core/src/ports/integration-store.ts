import type { Integration } from '../practice/integration.ts';
import type { PracticeId } from '../shared/ids.ts';

/** Requests of integration with their answers. Who writes one has its practice under lock. */
export interface IntegrationStore {
  /** @returns false, writing nothing, when the practice has an open one already */
  insert(integration: Integration): Promise<boolean>;
  /** Saves what may change of one: the answers, whether it is answered or cancelled, its papers. */
  update(integration: Integration): Promise<void>;
  /** All of a practice, oldest first. */
  of(practiceId: PracticeId): Promise<readonly Integration[]>;
  /** The same of several practices; those that have none are left out. */
  ofPractices(ids: readonly PracticeId[]): Promise<ReadonlyMap<PracticeId, readonly Integration[]>>;
}
