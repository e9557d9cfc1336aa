import type { VirusScanner } from '../../ports/virus-scanner.ts';
import { asText } from './text.ts';

/** The file that every scanner takes for a virus (eicar.org). Written apart, so that no scanner takes this one for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

/** Knows the test file of EICAR. */
export const makeMemoryVirusScanner = (): VirusScanner => ({
  begin() {
    let seen = '';
    return {
      async write(chunk) {
        if (seen.length < EICAR.length) seen += asText(chunk.subarray(0, EICAR.length));
      },
      end: async () => (seen.startsWith(EICAR) ? 'infected' : 'clean'),
      close: () => undefined,
    };
  },
});
