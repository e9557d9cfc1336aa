import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { STORAGE_GRACE_MS } from './storage-grace.ts';

export type RemoveDiscarded = (tenantId: TenantId) => Promise<void>;

const PAGE = 100;

/**
 * Takes away the bytes of deleted attachments that nothing of the ente refers to any more. Those that somebody refers to,
 * or that came again since, stay. Killed anywhere it is done again.
 */
export const makeRemoveDiscarded =
  (deps: { unitOfWork: UnitOfWork; storage: AttachmentStorage; clock: Clock }): RemoveDiscarded =>
  async (tenantId) => {
    const before = new Date(deps.clock.now().getTime() - STORAGE_GRACE_MS);
    let after: string | null = null;
    for (;;) {
      const from: string | null = after;
      const { contents, used } = await deps.unitOfWork.run(tenantId, async ({ attachments }) => {
        const discarded = await attachments.discarded(before, from, PAGE);
        return { contents: discarded, used: await attachments.referredTo(discarded.map(({ sha256 }) => sha256)) };
      });
      for (const content of contents) {
        const { sha256 } = content;
        const done = used.has(sha256) || (await deps.storage.remove(tenantId, sha256, before));
        if (done) await deps.unitOfWork.run(tenantId, ({ attachments }) => attachments.forgetDiscarded(content));
      }
      const last = contents.at(-1);
      if (last === undefined || contents.length < PAGE) return;
      after = last.sha256;
    }
  };
