import type { SignatureRule, Signer } from '@stanza/core';
import { type Circumstances, judgeSigners } from './judge-signer.ts';
import { parseSignedData } from './parse-signed-data.ts';
import { type PdfSignature, pdfSignatures } from './pdf-signatures.ts';

const PADES = 'ETSI.CAdES.detached';
const OLDER = 'adbe.pkcs7.detached';
/** A time-stamp over the file, which nobody signed. */
const TIMESTAMP = 'ETSI.RFC3161';

const unjudged = ({ signedAt, changedAfter }: PdfSignature, broken: SignatureRule): Signer => ({
  name: '',
  codiceFiscale: null,
  signedAt: signedAt?.toISOString() ?? null,
  broken,
  trust: 'unknown',
  changedAfter,
});

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
    ?.filter(({ form }) => form !== TIMESTAMP)
    .flatMap((signature) => judge(signature, maxBytes, circumstances)) ?? null;
