import type { Clock } from '../../ports/clock.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { isOpen } from '../../practice/integration.ts';
import { fileIds, joinFileIds } from '../../service/field-kinds/files.ts';
import type { Answers } from '../../service/journey.ts';
import type { AttachmentId, CitizenId, PracticeId, TenantId } from '../../shared/ids.ts';
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

/** Takes a file out of what was typed in answer to a request of integration that is open, also at the counter. */
const takeFromIntegration = async (stores: Stores, practiceId: PracticeId, id: AttachmentId): Promise<void> => {
  const open = (await stores.integrations.of(practiceId)).find(isOpen);
  if (open === undefined) return;
  const { answers, counterAnswers } = open;
  await stores.integrations.update({
    ...open,
    answers: { ...answers, ...answersWithout(answers, id) },
    counterAnswers: counterAnswers === null ? null : { ...counterAnswers, ...answersWithout(counterAnswers, id) },
  });
};

/**
 * Deletes a file that no sent practice uses. Drafts that use it lose it, and so do answers to a request of integration that
 * were not sent yet; they ask for it again. Its bytes may be those of
 * another file too: they are discarded, and taken away later by who looks for that (`makeRemoveDiscarded`).
 */
export const makeDeleteAttachment =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): DeleteAttachment =>
  (tenantId, citizenId, attachmentId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { practices, attachments } = stores;
      // First what is being filled in: what is sent or saved at the same moment comes wholly before or after.
      const unfinished = await practices.lockUnfinished(citizenId);
      const attachment = await attachments.byId(attachmentId);
      if (attachment?.citizenId !== citizenId) return refuse({ code: 'not_found' });
      const now = deps.clock.now();
      if (!(await attachments.delete(attachmentId, now))) return refuse({ code: 'attachment_sent' });
      for (const { id, state, answers } of unfinished) {
        if (state !== 'bozza') {
          await takeFromIntegration(stores, id, attachmentId);
          continue;
        }
        const changed = answersWithout(answers, attachmentId);
        if (Object.keys(changed).length > 0) await practices.saveAnswers(id, citizenId, changed, null, now);
      }
      return ok(null);
    });
