import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { fileIds, joinFileIds } from '../../service/field-kinds/files.ts';
import type { Answers } from '../../service/journey.ts';
import type { AttachmentId, CitizenId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type DeleteAttachment = (
  tenantId: TenantId,
  citizenId: CitizenId,
  attachmentId: AttachmentId,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    /** It is part of a practice that was sent: the office has it. */
    | { readonly code: 'attachment_sent' }
  >
>;

/**
 * The answers that held a file, without it, also in branches that are not walked. They are found by its id, whatever the
 * field: nothing else of a draft is the id of one of its citizen's files.
 */
const answersWithout = (answers: Answers, id: AttachmentId): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([field, value]): readonly (readonly [string, string])[] => {
      const held = typeof value === 'string' ? fileIds(value) : [];
      return held.includes(id) ? [[field, joinFileIds(held.filter((other) => other !== id))]] : [];
    }),
  );

/**
 * Deletes a file that no sent practice uses. Drafts that use it lose it, and ask for it again. Its bytes may be those of
 * another file too: they are discarded, and taken away later by who looks for that (`makeRemoveDiscarded`).
 */
export const makeDeleteAttachment =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): DeleteAttachment =>
  (tenantId, citizenId, attachmentId) =>
    deps.unitOfWork.run(tenantId, async ({ practices, attachments }) => {
      // First the drafts: what is sent or saved at the same moment comes wholly before or after.
      const drafts = await practices.lockDrafts(citizenId);
      const attachment = await attachments.byId(attachmentId);
      if (attachment?.citizenId !== citizenId) return refuse({ code: 'not_found' });
      const now = deps.clock.now();
      if (!(await attachments.delete(attachmentId, now))) return refuse({ code: 'attachment_sent' });
      for (const { id, answers } of drafts) {
        const changed = answersWithout(answers, attachmentId);
        if (Object.keys(changed).length > 0) await practices.saveAnswers(id, citizenId, changed, null, now);
      }
      return ok(null);
    });
