import type { AttachmentStorage } from '../ports/attachment-storage.ts';
import type { PracticeDocument } from '../practice/practice.ts';
import type { TenantId } from '../shared/ids.ts';
import { readAll } from '../shared/read-all.ts';

/** The bytes of a document that must be stored. @throws Error when it is not, or is longer than it says */
export const storedBytes = async (
  storage: Pick<AttachmentStorage, 'open'>,
  tenantId: TenantId,
  document: Pick<PracticeDocument, 'sha256' | 'size'> | undefined,
): Promise<Uint8Array> => {
  const source = document === undefined ? null : await storage.open(tenantId, document.sha256);
  if (document === undefined || source === null) throw new Error('The document is not stored');
  return readAll(source, document.size);
};
