import { fileNameFor } from '../attachment/attachment.ts';
import { isArchive, TAIL_BYTES } from '../attachment/is-archive.ts';
import type { ReceivedFile } from '../attachment/received-file.ts';
import type { AttachmentStorage } from '../ports/attachment-storage.ts';
import type { FileInspector, FileType } from '../ports/file-inspector.ts';
import type { ScanVerdict, VirusScanner } from '../ports/virus-scanner.ts';
import type { TenantId } from '../shared/ids.ts';
import { ok, type Result, refuse } from '../shared/result.ts';

export type FileRefusal =
  | { readonly code: 'file_too_large'; readonly maxBytes: number }
  | {
      readonly code:
        | 'file_type_not_allowed'
        | 'file_empty'
        /** A virus is in it. */
        | 'file_infected'
        /** There was no scanner. */
        | 'file_not_scanned'
        /** The scanner cannot say whether a virus is in it. */
        | 'file_not_scannable';
    };

/** How files are scanned for viruses, and what becomes of one when the scanner is not there. */
export interface VirusScanning {
  readonly scanner: VirusScanner;
  readonly ifUnavailable: 'accept' | 'hold';
}

export interface FileToReceive {
  readonly fileName: string;
  readonly source: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
  readonly accept: readonly FileType[];
}

export type ReceiveFile = (tenantId: TenantId, file: FileToReceive) => Promise<Result<ReceivedFile, FileRefusal>>;

const HEAD_BYTES = 4100;

/** The first chunks of a file, which together are at least its head or the whole of it. */
const readHead = async (rest: AsyncIterator<Uint8Array>): Promise<readonly Uint8Array[]> => {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < HEAD_BYTES; size += chunks.at(-1)?.length ?? 0) {
    const { done, value } = await rest.next();
    if (done === true) break;
    chunks.push(value);
  }
  return chunks;
};

const join = (chunks: readonly Uint8Array[]): Uint8Array => {
  const head = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    head.set(chunk, at);
    at += chunk.length;
  }
  return head.subarray(0, HEAD_BYTES);
};

/** Remembers the last bytes of what goes by. */
const makeTail = () => {
  const kept = new Uint8Array(2 * TAIL_BYTES);
  let [filled, size] = [0, 0];
  return {
    add(chunk: Uint8Array): void {
      size += chunk.length;
      const last = chunk.subarray(-TAIL_BYTES);
      if (filled + last.length > kept.length) {
        kept.copyWithin(0, filled - TAIL_BYTES, filled);
        filled = TAIL_BYTES;
      }
      kept.set(last, filled);
      filled += last.length;
    },
    size: () => size,
    bytes: () => kept.subarray(Math.max(0, filled - TAIL_BYTES), filled),
  };
};

/** A stream that is left half read holds up whoever sends it. */
export const readAway = async (rest: AsyncIterator<Uint8Array>): Promise<void> => {
  while ((await rest.next()).done !== true);
};

/** @returns why a file with this verdict is not taken; null when it is */
const refusalOf = (verdict: ScanVerdict, { ifUnavailable }: VirusScanning): FileRefusal | null => {
  if (verdict === 'infected') return { code: 'file_infected' };
  if (verdict === 'not-scannable') return { code: 'file_not_scannable' };
  return verdict === 'unavailable' && ifUnavailable === 'hold' ? { code: 'file_not_scanned' } : null;
};

/**
 * Says what a file is by its content, name and declared type are not believed, and streams it to the storage. Memory stays
 * flat: only the first bytes are kept. A file that is refused is not stored: it is scanned while it travels, and the storage is
 * told of its end only after the verdict.
 * @param deps.virusScanning null where files are not scanned
 */
export const makeReceiveFile =
  (deps: { storage: AttachmentStorage; inspector: FileInspector; virusScanning: VirusScanning | null }): ReceiveFile =>
  async (tenantId, { fileName, source, maxBytes, accept }) => {
    const rest = source[Symbol.asyncIterator]();
    const chunks = await readHead(rest);
    const head = join(chunks);
    if (head.length === 0) return refuse({ code: 'file_empty' });
    const type = await deps.inspector.inspect(head);
    if (type === null || !accept.includes(type)) {
      await readAway(rest);
      return refuse({ code: 'file_type_not_allowed' });
    }
    const whole = async function* () {
      yield* chunks;
      yield* { [Symbol.asyncIterator]: () => rest };
    };
    const scanning = deps.virusScanning;
    const scan = scanning?.scanner.begin();
    const refused: { because: FileRefusal | null } = { because: null };
    const scanned = async function* () {
      const tail = makeTail();
      for await (const chunk of whole()) {
        tail.add(chunk);
        await scan?.write(chunk);
        yield chunk;
      }
      if (isArchive(tail.bytes(), tail.size())) refused.because = { code: 'file_type_not_allowed' };
      else if (scan !== undefined && scanning !== null) refused.because = refusalOf(await scan.end(), scanning);
      if (refused.because !== null) throw new Error('It is not to be stored');
    };
    try {
      const stored = await deps.storage.put(tenantId, scanned(), maxBytes);
      if (stored === 'too-large') return refuse({ code: 'file_too_large', maxBytes });
      return ok({ fileName: fileNameFor(type, fileName), type, ...stored });
    } catch (error) {
      if (refused.because !== null) return refuse(refused.because);
      throw error;
    } finally {
      scan?.close();
    }
  };
