import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isArchive, TAIL_BYTES } from '../../attachment/is-archive.ts';
import { SIGNATURE_RULES, type SignatureVerifier, type Signer } from '../../ports/signature-verifier.ts';
import { makeMemoryFileInspector } from './gateways.ts';
import { BROKEN_RULE, SIGNED_BEGINNING, SIGNED_BY } from './signed-file.ts';
import { asText, asUtf8Text } from './text.ts';

/** What stands before the signer's name, and the name with what follows; null when nobody signed it. */
const partsOf = (file: Uint8Array): { readonly content: Uint8Array; readonly signature: string } | null => {
  const text = asText(file);
  const end = text.lastIndexOf(SIGNED_BY);
  const signature = asUtf8Text(file.subarray(end + SIGNED_BY.length)).trim();
  if (end === -1 || signature === '') return null;
  const begin = text.startsWith(asText(Uint8Array.from(SIGNED_BEGINNING))) ? SIGNED_BEGINNING.length : 0;
  return { content: file.subarray(begin, end), signature };
};

/**
 * Believes what a file says of itself: `<content>\nfirmato da <name>` is signed, anything else is not; `<name>, ma non vale:
 * <rule>` breaks this rule. It is signed when it is received, and the platform has no list of authorities.
 */
export const makeMemorySignatureVerifier = (): SignatureVerifier => ({
  async verify(read, receivedAt) {
    const file = await read();
    const parts = partsOf(file);
    if (parts === null) return { kind: 'not_signed' };
    const { content, signature } = parts;
    if (content.length === 0) return { kind: 'no_content' };
    const [name = '', rule] = signature.split(BROKEN_RULE);
    const signer: Signer = {
      name,
      codiceFiscale: null,
      signedAt: receivedAt.toISOString(),
      broken: SIGNATURE_RULES.find((one) => one === rule) ?? null,
      trust: 'unknown',
      changedAfter: false,
    };
    const isKnown = !isArchive(content.subarray(-TAIL_BYTES), content.length);
    const type = isKnown ? await makeMemoryFileInspector().inspect(content) : null;
    const inside = content.byteOffset === file.byteOffset ? null : content;
    const document = { sha256: bytesToHex(sha256(content)), size: content.length, type, content: inside };
    return { kind: 'signed', signers: [signer], document };
  },
});
