import type { AuditAction, AuditEntry, ChainedAuditEntry } from '../audit/audit-entry.ts';
import type { OperatorId } from '../shared/ids.ts';
import type { Page, PageRequest } from './read-models.ts';

/** Who did it, what was done. */
export interface AuditFilter {
  readonly operatorId?: OperatorId | undefined;
  readonly action?: AuditAction | undefined;
}

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
  /** Newest first. @param filter what is asked for alone; both together when both are given */
  page(request: PageRequest, filter?: AuditFilter): Promise<Page<ChainedAuditEntry>>;
}
