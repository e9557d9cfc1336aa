import { createHash } from 'node:crypto';
import {
  isArchive,
  type SignatureVerdict,
  type SignedDocument,
  type Signer,
  TAIL_BYTES,
  type Unjudged,
} from '@stanza/core';
import { makeContentFileInspector } from '../make-content-file-inspector.ts';
import { judgePdf } from './judge-pdf.ts';
import { type Circumstances, judgeSigners } from './judge-signer.ts';
import { looksSigned } from './looks-signed.ts';
import { contentOf, parseSignedData } from './parse-signed-data.ts';

/** Envelopes in each other: of a file that was signed, and signed again. */
const MAX_LEVELS = 10;
const MAX_SIGNERS = 50;
const HEAD_BYTES = 4100;

const describe = async (file: Uint8Array, content: Uint8Array): Promise<SignedDocument> => {
  const isKnown = !isArchive(content.subarray(-TAIL_BYTES), content.length);
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    size: content.length,
    type: isKnown ? await makeContentFileInspector().inspect(content.subarray(0, HEAD_BYTES)) : null,
    content: content === file ? null : content,
  };
};

type Refused = Extract<SignatureVerdict, { readonly kind: Unjudged }>;
interface Opened {
  readonly content: Uint8Array;
  readonly signers: readonly Signer[];
}

/** Opens envelope after envelope, and judges who signed each. */
const openEnvelopes = (file: Uint8Array, maxBytes: number, circumstances: Circumstances): Opened | Refused => {
  const signers: Signer[] = [];
  let content = file;
  for (let level = 0; looksSigned(content); level += 1) {
    if (level === MAX_LEVELS) return { kind: 'too_many' };
    const envelope = parseSignedData(content, maxBytes);
    // The whole may only begin like one; what somebody signed is taken for what it says that it is.
    if (envelope === null) return { kind: level === 0 ? 'not_signed' : 'unreadable' };
    if (!envelope.isAll) return { kind: 'unreadable' };
    const { signed } = envelope;
    if (signed.signerInfos.length === 0) return { kind: 'no_signer' };
    if (signers.length + signed.signerInfos.length > MAX_SIGNERS) return { kind: 'too_many' };
    const inside = contentOf(signed);
    if (inside === null) return { kind: 'no_content' };
    signers.push(...judgeSigners(envelope, { content: [inside] }, circumstances));
    content = inside;
  }
  return { content, signers };
};

/**
 * Judges a signed file, see `SignatureVerifier`: a `.p7m` envelope by envelope, and the PDF in them or by itself.
 * @param maxBytes longest file that must be understood; it bounds what is read of any
 */
export const verifyFile = async (
  file: Uint8Array,
  maxBytes: number,
  circumstances: Circumstances,
): Promise<SignatureVerdict> => {
  const opened = openEnvelopes(file, maxBytes, circumstances);
  if ('kind' in opened) return opened;
  const document = await describe(file, opened.content);
  const inside = document.type === 'pdf' ? judgePdf(opened.content, maxBytes, circumstances) : [];
  if (inside === null) return { kind: 'too_many' };
  const [first, ...others] = [...opened.signers, ...inside];
  if (first === undefined) return { kind: 'not_signed' };
  return { kind: 'signed', signers: [first, ...others], document };
};
