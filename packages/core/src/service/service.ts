import type { ServiceId } from '../shared/ids.ts';
import type { ServiceDefinition } from './definition.ts';

/** A service as one ente offers it: the definition that new practices start on, and the ente's own choices. */
export interface Service {
  readonly id: ServiceId;
  readonly definition: ServiceDefinition;
  readonly status: 'attivo' | 'sospeso';
  /** Shown first in the list and in "La mia stanza" (manual §7). */
  readonly featured: boolean;
  /** First day on which practices are taken: `YYYY-MM-DD` in Italy; null when there is none. */
  readonly opensOn: string | null;
  /** Last day on which practices are taken: `YYYY-MM-DD` in Italy; null when there is none. */
  readonly closesOn: string | null;
}
