/** The types of file the portal accepts, recognised by content and not by name (standards §6). */
export const FILE_TYPES = ['pdf', 'jpeg', 'png', 'p7m'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/**
 * Looks at the first bytes of a file.
 *
 * Promise: the answer depends on the content alone. `null` when the content is none of the known types, is empty, or
 * can also be read as something else than what it pretends to be (HTML, SVG, executables); whether it is an archive as well its end says (`isArchive`).
 */
export interface FileInspector {
  /** @param head the first bytes of the file: up to 4100, fewer only when the file is shorter */
  inspect(head: Uint8Array): Promise<FileType | null>;
}
