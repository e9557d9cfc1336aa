/** The types of file the portal accepts, recognised by content and not by name (standards §6). */
export const FILE_TYPES = ['pdf', 'jpeg', 'png', 'p7m'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** As far from its end as the end of an archive may begin: 22 bytes and a comment of 65535. */
export const TAIL_BYTES = 65_557;

/**
 * Looks at the first and the last bytes of a file.
 *
 * Promise: the answer depends on the content alone. `null` when the content is none of the known types, is empty, or
 * can also be read as something else than what it pretends to be (HTML, SVG, executables, archives).
 */
export interface FileInspector {
  /** @param head the first bytes of the file: up to 4100, fewer only when the file is shorter */
  inspect(head: Uint8Array): Promise<FileType | null>;
  /**
   * Whether the file can also be read as a ZIP archive, which programs look for at its end.
   * @param tail the last bytes of the file: `TAIL_BYTES`, fewer only when the file is shorter
   */
  isArchive(tail: Uint8Array): boolean;
}
