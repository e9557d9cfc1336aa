import type { FileType } from '../ports/file-inspector.ts';

const ENDINGS: Readonly<Record<FileType, string>> = { pdf: '.pdf', jpeg: '.jpg', png: '.png', p7m: '.p7m' };

/** A file whose bytes are already in the storage, but which nothing points to yet. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
}

/** Its name, ending in what it is: whoever downloads it is not to be misled by what it was called. */
export const withEnding = ({ fileName, type }: Pick<ReceivedFile, 'fileName' | 'type'>): string =>
  fileName.toLowerCase().endsWith(ENDINGS[type]) ? fileName : `${fileName}${ENDINGS[type]}`;
