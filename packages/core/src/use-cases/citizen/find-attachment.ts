import type { Attachment } from '../../attachment/attachment.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { AttachmentId, CitizenId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type FindAttachment = (
  tenantId: TenantId,
  citizenId: CitizenId,
  attachmentId: AttachmentId,
) => Promise<Result<Attachment, { readonly code: 'not_found' }>>;

/** A file that this citizen uploaded, for download (manual §8). */
export const makeFindAttachment =
  (deps: { unitOfWork: UnitOfWork }): FindAttachment =>
  (tenantId, citizenId, attachmentId) =>
    deps.unitOfWork.read(tenantId, async ({ attachments }) => {
      const attachment = await attachments.byId(attachmentId);
      return attachment?.citizenId === citizenId ? ok(attachment) : refuse({ code: 'not_found' });
    });
