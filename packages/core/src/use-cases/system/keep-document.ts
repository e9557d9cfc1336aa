import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { PracticeDocument } from '../../practice/practice.ts';
import type { TenantId } from '../../shared/ids.ts';

/** Stores a document that the portal has made. Rendering is deterministic, so doing it again gives the same address. */
export const keepDocument = async (
  storage: AttachmentStorage,
  tenantId: TenantId,
  fileName: string,
  bytes: Uint8Array,
): Promise<PracticeDocument> => {
  const source = async function* () {
    yield bytes;
  };
  const stored = await storage.put(tenantId, source(), bytes.length);
  if (stored === 'too-large') throw new Error('A document is larger than itself');
  return { fileName, ...stored };
};
