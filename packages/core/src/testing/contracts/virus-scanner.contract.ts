import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { VirusScanner } from '../../ports/virus-scanner.ts';
import { asBytes } from '../memory/text.ts';
import { EICAR } from '../memory/virus-scanner.ts';

export interface ScannerUnderTest {
  readonly scanner: VirusScanner;
  close(): Promise<void>;
}

/** The promise of `VirusScanner`, of one that knows the test file of EICAR. */
export const virusScannerContract = (name: string, open: () => Promise<ScannerUnderTest>): void => {
  describe(`${name} as a scanner of viruses`, () => {
    let under: ScannerUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const verdictOf = async (...chunks: readonly Uint8Array[]) => {
      const scan = under.scanner.begin();
      for (const chunk of chunks) {
        const reused = Uint8Array.from(chunk);
        await scan.write(reused);
        reused.fill(0);
      }
      const verdict = await scan.end();
      scan.close();
      return verdict;
    };

    it('lets pass what has nothing in it', async () => {
      expect(await verdictOf()).toBe('clean');
      expect(await verdictOf(asBytes('ciao'), asBytes(''), asBytes(' a tutti'))).toBe('clean');
      expect(await verdictOf(...Array.from({ length: 8 }, () => new Uint8Array(64 * 1024)))).toBe('clean');
    });

    it('finds what is in it, however it is cut', async () => {
      const virus = asBytes(EICAR);
      expect(await verdictOf(virus)).toBe('infected');
      expect(await verdictOf(...Array.from(virus, (byte) => Uint8Array.of(byte)))).toBe('infected');
    });

    it('scans several files at once, each by itself', async () => {
      const files = [asBytes('ciao'), asBytes(EICAR), asBytes('ciao'), asBytes(EICAR)];
      const verdicts = await Promise.all(files.map((file) => verdictOf(file)));
      expect(verdicts).toEqual(['clean', 'infected', 'clean', 'infected']);
    });

    it('can be let go half way', async () => {
      const scan = under.scanner.begin();
      await scan.write(asBytes('ciao'));
      scan.close();
      scan.close();
      expect(await verdictOf(asBytes('ciao'))).toBe('clean');
    });
  });
};
