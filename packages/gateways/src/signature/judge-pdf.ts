import type { SignatureRule, Signer } from '@stanza/core';
import { type Circumstances, judgeSigners } from './judge-signer.ts';
import { parseSignedData } from './parse-signed-data.ts';
import { type PdfSignature, pdfSignatures } from './pdf-signatures.ts';

const PADES = 'ETSI.CAdES.detached';
const OLDER = 'adbe.pkcs7.detached';
/** A time-stamp over the file, which nobody signed, and what it holds: what is only called one is a signature (RFC 3161 2.4.2). */
const TIMESTAMP = 'ETSI.RFC3161';
const TIMESTAMP_CONTENT = '1.2.840.113549.1.9.16.1.4';

const unjudged = ({ signedAt, changedAfter }: PdfSignature, broken: SignatureRule): Signer => ({
  name: '',
  codiceFiscale: null,
  signedAt: signedAt?.toISOString() ?? null,
  broken,
  trust: 'unknown',
  changedAfter,
});

const isTimestamp = ({ form, cms }: PdfSignature, maxBytes: number): boolean =>
  form === TIMESTAMP && parseSignedData(cms, maxBytes)?.signed.encapContentInfo.eContentType === TIMESTAMP_CONTENT;

const judge = (signature: PdfSignature, maxBytes: number, circumstances: Circumstances): readonly Signer[] => {
  const { form, signed, cms, signedAt, changedAfter } = signature;
  if (signed === null) return [unjudged(signature, 'signed_range')];
  const envelope = form === PADES || form === OLDER ? parseSignedData(cms, maxBytes) : null;
  if (envelope === null || envelope.signed.signerInfos.length !== 1) return [unjudged(signature, 'signature_form')];
  const mayLackSigningCertificate = form === OLDER;
  const signers = judgeSigners(envelope, { content: signed, mayLackSigningCertificate, signedAt }, circumstances);
  return signers.map((signer) => ({ ...signer, changedAfter }));
};

/**
 * Judges the signatures inside a PDF (PAdES, ETSI EN 319 142-1, and those that came before it).
 * @returns null when there are too many
 */
export const judgePdf = (pdf: Uint8Array, maxBytes: number, circumstances: Circumstances): readonly Signer[] | null =>
  pdfSignatures(pdf)
    ?.filter((signature) => !isTimestamp(signature, maxBytes))
    .flatMap((signature) => judge(signature, maxBytes, circumstances)) ?? null;
