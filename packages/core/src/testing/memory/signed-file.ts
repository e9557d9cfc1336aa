import { MAX_OFFICE_FILE_BYTES } from '../../use-cases/operator/inspect-signed.ts';
import type { FileToReceive } from '../../use-cases/receive-file.ts';
import { asBytes } from './text.ts';

/** How a SignedData begins (RFC 5652): all that the in-memory inspector of files looks at. */
export const SIGNED_BEGINNING = [0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02] as const;

/** What stands between the content and the signer's name. */
export const SIGNED_BY = '\nfirmato da ';

/** A file that the in-memory inspectors take for `content` signed by somebody. */
export const aSignedFile = (signer: string, content: Uint8Array): FileToReceive => ({
  fileName: 'risposta.pdf.p7m',
  source: (async function* () {
    yield Uint8Array.from([...SIGNED_BEGINNING, ...content, ...asBytes(`${SIGNED_BY}${signer}`)]);
  })(),
  maxBytes: MAX_OFFICE_FILE_BYTES,
  accept: ['p7m'],
});
