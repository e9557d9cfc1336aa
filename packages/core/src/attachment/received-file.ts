import type { FileType } from '../ports/file-inspector.ts';

/** A file whose bytes are already in the storage, but which nothing points to yet. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
}
