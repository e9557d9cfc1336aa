import { cleanFileName } from '../attachment/attachment.ts';
import type { ReceivedFile } from '../attachment/received-file.ts';
import type { AttachmentStorage } from '../ports/attachment-storage.ts';
import type { FileInspector, FileType } from '../ports/file-inspector.ts';
import type { TenantId } from '../shared/ids.ts';
import { ok, type Result, refuse } from '../shared/result.ts';

export type FileRefusal = { readonly code: 'file_too_large' | 'file_type_not_allowed' | 'file_empty' };

export interface FileToReceive {
  readonly fileName: string;
  readonly source: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
  readonly accept: readonly FileType[];
}

export type ReceiveFile = (tenantId: TenantId, file: FileToReceive) => Promise<Result<ReceivedFile, FileRefusal>>;

const HEAD_BYTES = 4100;

/**
 * Streams a file to the storage and says what it is by its content: name and declared type are not believed.
 * Memory stays flat: only the first bytes are kept. What is refused after being stored is content without any
 * reference, which nobody can download.
 */
export const makeReceiveFile =
  (deps: { storage: AttachmentStorage; inspector: FileInspector }): ReceiveFile =>
  async (tenantId, { fileName, source, maxBytes, accept }) => {
    const head = new Uint8Array(HEAD_BYTES);
    let filled = 0;
    const watched = async function* () {
      for await (const chunk of source) {
        const room = chunk.subarray(0, HEAD_BYTES - filled);
        head.set(room, filled);
        filled += room.length;
        yield chunk;
      }
    };
    const stored = await deps.storage.put(tenantId, watched(), maxBytes);
    if (stored === 'too-large') return refuse({ code: 'file_too_large' });
    if (stored.size === 0) return refuse({ code: 'file_empty' });
    const type = await deps.inspector.inspect(head.subarray(0, filled));
    if (type === null || !accept.includes(type)) return refuse({ code: 'file_type_not_allowed' });
    return ok({ fileName: cleanFileName(fileName), type, ...stored });
  };
