import { createHash } from 'node:crypto';
import type { SignatureVerdict, SignedDocument, Signer } from '@stanza/core';
import { makeContentFileInspector } from '../make-content-file-inspector.ts';
import { judgePdf } from './judge-pdf.ts';
import { type Circumstances, judgeSigners } from './judge-signer.ts';
import { looksSigned } from './looks-signed.ts';
import { contentOf, parseSignedData } from './parse-signed-data.ts';

/** Envelopes in each other: of a file that was signed, and signed again. */
const MAX_LEVELS = 10;
const MAX_SIGNERS = 50;
const HEAD_BYTES = 4100;

const describe = async (content: Uint8Array): Promise<SignedDocument> => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  size: content.length,
  type: await makeContentFileInspector().inspect(content.subarray(0, HEAD_BYTES)),
});

/**
 * Judges a signed file, see `SignatureVerifier`: a `.p7m` envelope by envelope, and the PDF in them or by itself.
 * @param maxBytes longest file that must be understood; it bounds what is read of any
 */
export const verifyFile = async (
  file: Uint8Array,
  maxBytes: number,
  circumstances: Circumstances,
): Promise<SignatureVerdict> => {
  const signers: Signer[] = [];
  let content = file;
  for (let level = 0; looksSigned(content); level += 1) {
    if (level === MAX_LEVELS) return { kind: 'too_many' };
    const envelope = parseSignedData(content, maxBytes);
    if (envelope === null) break; // it only began like one
    const { signed } = envelope;
    if (signed.signerInfos.length === 0) return { kind: 'no_signer' };
    if (signers.length + signed.signerInfos.length > MAX_SIGNERS) return { kind: 'too_many' };
    const inside = contentOf(signed);
    if (inside === null) return { kind: 'no_content' };
    signers.push(...judgeSigners(envelope, { content: [inside] }, circumstances));
    content = inside;
  }
  const document = await describe(content);
  const inside = document.type === 'pdf' ? judgePdf(content, maxBytes, circumstances) : [];
  if (inside === null) return { kind: 'too_many' };
  const [first, ...others] = [...signers, ...inside];
  if (first === undefined) return { kind: 'not_signed' };
  return { kind: 'signed', signers: [first, ...others], document };
};

/** The document inside every envelope of a `.p7m`; null when there is none. */
export const documentInFile = (file: Uint8Array, maxBytes: number): Uint8Array | null => {
  let content: Uint8Array | null = file;
  for (let level = 0; level < MAX_LEVELS && content !== null; level += 1) {
    const envelope = looksSigned(content) ? parseSignedData(content, maxBytes) : null;
    if (envelope === null) return level === 0 ? null : content;
    content = contentOf(envelope.signed);
  }
  return null;
};
