import type { FileToReceive } from '../../use-cases/receive-file.ts';
import { asBytes } from './text.ts';

/** How a SignedData begins (RFC 5652): all that the in-memory inspector of files looks at. */
const BEGINNING = [0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

/** A file that the in-memory inspectors take for one signed by somebody. */
export const aSignedFile = (signer: string): FileToReceive => ({
  fileName: 'risposta.pdf.p7m',
  source: (async function* () {
    yield Uint8Array.from([...BEGINNING, ...asBytes(`firmato da ${signer}`)]);
  })(),
  maxBytes: 1000,
  accept: ['p7m'],
});
