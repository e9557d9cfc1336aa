import type { ScanVerdict, VirusScanner } from '@stanza/core';

/** What a scanner says of a file that comes in pieces of so many bytes. */
export const verdictOf = async (scanner: VirusScanner, file: Uint8Array, size = 1000): Promise<ScanVerdict> => {
  const scan = scanner.begin();
  for (let at = 0; at < file.length; at += size) await scan.write(file.subarray(at, at + size));
  const verdict = await scan.end();
  scan.close();
  return verdict;
};
