import type { ScanVerdict, VirusScan, VirusScanner } from '@stanza/core';
import { signedContent } from './signed-content.ts';

/** Signatures around signatures; nobody signs more often. */
const MAX_DEPTH = 4;

const worst = (one: ScanVerdict, other: ScanVerdict): ScanVerdict => {
  if (one === 'infected' || other === 'infected') return 'infected';
  return one === 'clean' ? other : one;
};

/**
 * Scans a `.p7m` and, besides, what was signed, and what was signed in that: scanners look at the outside alone.
 * @param scanner does the scanning
 */
export const scanSignedContent = (scanner: VirusScanner, depth = 0): VirusScanner => ({
  begin() {
    const outside = scanner.begin();
    const contentIn = signedContent();
    let inside: VirusScan | null = null;
    let tooDeep = false;
    return {
      async write(chunk) {
        await outside.write(chunk);
        const content = Buffer.concat(contentIn(chunk));
        if (content.length === 0 || tooDeep) return;
        tooDeep = depth === MAX_DEPTH;
        if (tooDeep) return;
        inside ??= scanSignedContent(scanner, depth + 1).begin();
        await inside.write(content);
      },
      async end() {
        const inner: Promise<ScanVerdict> = inside === null ? Promise.resolve('clean') : inside.end();
        const verdict = worst(await outside.end(), await inner);
        return tooDeep ? worst(verdict, 'not-scanned') : verdict;
      },
      close() {
        outside.close();
        inside?.close();
      },
    };
  },
});
