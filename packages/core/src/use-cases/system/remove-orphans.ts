import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { STORAGE_GRACE_MS } from './storage-grace.ts';

/**
 * @param after digest of the last content that was looked at; null begins
 * @returns the same of this time, to go on from; null when that was all
 */
export type RemoveOrphans = (tenantId: TenantId, after: string | null) => Promise<string | null>;

/** Each page reads the documents of all practices once, and is one job of the queue. */
const PAGE = 1000;

/**
 * Takes away, of one page of what is stored, the bytes that nothing of the ente refers to and that nobody has discarded: those
 * of an upload that was never saved, because it was refused or something broke in between. What came within the time that a
 * request or a job may take stays. Killed anywhere it is done again.
 */
export const makeRemoveOrphans =
  (deps: { unitOfWork: UnitOfWork; storage: AttachmentStorage; clock: Clock }): RemoveOrphans =>
  async (tenantId, after) => {
    const before = new Date(deps.clock.now().getTime() - STORAGE_GRACE_MS);
    const stored = await deps.storage.list(tenantId, after, PAGE);
    const known = await deps.unitOfWork.read(tenantId, ({ attachments }) => attachments.known(stored));
    for (const sha256 of stored) {
      if (!known.has(sha256)) await deps.storage.remove(tenantId, sha256, before);
    }
    return stored.length < PAGE ? null : (stored.at(-1) ?? null);
  };
