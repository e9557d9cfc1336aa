/** Where programs look for the end of an archive: a comment may have 65535 bytes, and unzip looks at 66000. */
export const TAIL_BYTES = 70_000;

/** How the end of a ZIP archive and an entry of its directory begin, and how long the end is without its comment (APPNOTE 4.3.12, 4.3.16). */
const END = [0x50, 0x4b, 0x05, 0x06];
const ENTRY = [0x50, 0x4b, 0x01, 0x02];
const END_BYTES = 22;

/**
 * Whether a file can also be read as a ZIP archive, which programs look for at its end. An end counts when its comment reaches the end
 * of the file, or when its directory is there: just before it, as programs look for one with something before the archive, or where it
 * says. What comes after the comment does not trouble them. Of what cannot be seen the worst is thought.
 * @param tail the last bytes of the file: `TAIL_BYTES`, fewer only when the file is shorter
 * @param size of the file, in bytes
 */
export const isArchive = (tail: Uint8Array, size: number): boolean => {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const begins = (at: number, mark: readonly number[]) => mark.every((byte, index) => tail[at + index] === byte);
  const mayBeDirectory = (at: number) => at < 0 || begins(at, ENTRY);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (!begins(at, END)) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) === tail.length) return true;
    const [entries, length, offset] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    if (entries > 0 && (mayBeDirectory(at - length) || mayBeDirectory(offset - (size - tail.length)))) return true;
  }
  return false;
};
