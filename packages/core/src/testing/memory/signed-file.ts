import type { SignatureRule } from '../../ports/signature-verifier.ts';
import { MAX_OFFICE_FILE_BYTES } from '../../use-cases/operator/verify-signed.ts';
import type { FileToReceive } from '../../use-cases/receive-file.ts';
import { asBytes } from './text.ts';

/** How a SignedData begins (RFC 5652): all that the in-memory inspector of files looks at. */
export const SIGNED_BEGINNING = [0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02] as const;

/** What stands between the content and the signer's name. */
export const SIGNED_BY = '\nfirmato da ';

/** What stands before the rule that the signature breaks. */
export const BROKEN_RULE = ', ma non vale: ';

/**
 * A file that the in-memory adapters take for `content` signed by somebody.
 * @param broken the rule that the signature breaks; none when it is not given
 */
export const aSignedFile = (signer: string, content: Uint8Array, broken?: SignatureRule): FileToReceive => ({
  fileName: 'risposta.pdf.p7m',
  source: (async function* () {
    const end = `${SIGNED_BY}${signer}${broken === undefined ? '' : `${BROKEN_RULE}${broken}`}`;
    yield Uint8Array.from([...SIGNED_BEGINNING, ...content, ...asBytes(end)]);
  })(),
  maxBytes: MAX_OFFICE_FILE_BYTES,
  accept: ['p7m'],
});
