import type { AuditEntry, ChainedAuditEntry } from '../audit/audit-entry.ts';
import type { Page, PageRequest } from './read-models.ts';

/**
 * The register of the office's acts, one for each ente.
 *
 * Promise: an entry is written in the transaction of the act, and only with it; positions have no gap, also under
 * concurrency; what is written is neither changed nor deleted, and each digest is over the entry and the digest before it, so
 * that a change by whoever can write the storage is found by whoever reads it all (`npm run audit:verify`). Whoever appends
 * holds up the other acts of the ente until the transaction ends: it is the last thing that is done in one.
 */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(request: PageRequest): Promise<Page<ChainedAuditEntry>>;
}
