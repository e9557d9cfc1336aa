import type { FileType } from './file-inspector.ts';

/**
 * The rules of a signature (CAdES baseline, ETSI EN 319 122-1, over RFC 5652; PAdES, ETSI EN 319 142-1), in the order in which
 * they are judged. The name is that of the rule which is broken.
 */
export const SIGNATURE_RULES = [
  /** PDF: what is signed is the file from its first byte to its end, or to the end of an earlier revision, but for the signature. */
  'signed_range',
  /** PDF: `ETSI.CAdES.detached` or `adbe.pkcs7.detached`. */
  'signature_form',
  /** The signer's certificate is inside and can be read. */
  'certificate_present',
  /** RSA of at least 2048 bits, or EC on P-256, P-384 or P-521. */
  'key_strength',
  /** SHA-256 or stronger. */
  'digest_strength',
  /** There are signed attributes, among them exactly one content-type and exactly one message-digest. */
  'signed_attributes',
  /** content-type is the type of what is inside. */
  'content_type',
  /** There is one signing-certificate-v2, and it names the certificate that is used. */
  'signing_certificate',
  /** The algorithm of the signature is one of the key's, with the digest that the signer names. */
  'signature_algorithm',
  /** The signature is the key's, over the signed attributes. */
  'signature_value',
  /** message-digest is the digest of the document: it is as it was signed. */
  'message_digest',
  /** The certificate's time had begun, when they say that they signed and when the file was received. */
  'certificate_begun',
  /** It was not over. */
  'certificate_not_over',
] as const;
export type SignatureRule = (typeof SIGNATURE_RULES)[number];

/**
 * Whether the certificate was issued by one of the authorities of the list that the platform has: `unknown` where it has none.
 * Nobody asks whether it was revoked.
 */
export type SignerTrust = 'trusted' | 'untrusted' | 'unknown';

/** Who signed, as far as the file says it. It is kept with the documents of a practice: all of it can be written as JSON. */
export interface Signer {
  /** Common name of the certificate's subject, or its whole name when there is none; empty without a certificate. */
  readonly name: string;
  /** From the subject's serial number, `TINIT-<codice fiscale>`. */
  readonly codiceFiscale: string | null;
  /** When they say that they signed, ISO 8601; null when they do not. Nobody else vouches for it. */
  readonly signedAt: string | null;
  /** The first rule that the signature breaks; null when it keeps them all. */
  readonly broken: SignatureRule | null;
  readonly trust: SignerTrust;
  /** Of when the list is that decided the trust, where it says so, and whether its next issue was due. */
  readonly list?: { readonly issuedAt: string; readonly isOver: boolean };
  /** PDF: something was added to the file after this signature, be it another one. */
  readonly changedAfter: boolean;
}

/** What was signed, once every envelope is opened. */
export interface SignedDocument {
  /** Lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** What it is by its content; null when it is none of the types that the portal takes, or an archive as well. */
  readonly type: FileType | null;
  /** Its bytes; null when it is the file itself, a PDF signed inside. */
  readonly content: Uint8Array | null;
}

/** Why there is nothing to judge. */
export const UNJUDGED = [
  /** Neither a CMS SignedData nor a PDF with a signature. */
  'not_signed',
  /** An envelope that nobody signed. */
  'no_signer',
  /** The signed document is not inside, or has no bytes. */
  'no_content',
  /** More envelopes in each other, or more signers, than anybody needs. */
  'too_many',
  /** It begins as an envelope does and cannot be read as one, or something comes after it. */
  'unreadable',
  /** Judging it took more time or memory than there is: nothing is known of it. */
  'not_judged',
] as const;
export type Unjudged = (typeof UNJUDGED)[number];

export type SignatureVerdict =
  | {
      readonly kind: 'signed';
      /** Of the outermost envelope first. */
      readonly signers: readonly [Signer, ...Signer[]];
      readonly document: SignedDocument;
    }
  | { readonly kind: Unjudged };

/**
 * Judges a signed file: a `.p7m` (CMS SignedData with its content inside), or a PDF signed inside. Each signer is judged, of
 * each envelope when a signed file was signed again.
 *
 * Promise: never throws because of what the bytes say; DER, BER (indefinite length), base64 and PEM are understood.
 */
export interface SignatureVerifier {
  /**
   * @param read gives the bytes of the file, which are the verifier's from then on; it is called when the verifier has time for
   *   them, so that no more than one file is in memory, and what it throws is thrown
   * @param receivedAt when the file was received, at which the certificates must be valid
   */
  verify(read: () => Promise<Uint8Array>, receivedAt: Date): Promise<SignatureVerdict>;
}
