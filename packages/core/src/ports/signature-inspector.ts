/** The certificate key of a signer, as far as the portal accepts it. */
export interface SignerKey {
  readonly algorithm: 'rsa' | 'ec';
  /** Common name of the certificate's subject, or its whole name when there is none. */
  readonly name: string;
}

/** What was signed: its SHA-256 (lower-case hex) and its size in bytes. */
export interface SignedContent {
  readonly sha256: string;
  readonly size: number;
}

/** `no-content`: the signed document is not inside, or has no bytes. */
export type SignatureInspection =
  | {
      readonly kind: 'signed-data';
      readonly signers: readonly [SignerKey, ...SignerKey[]];
      readonly content: SignedContent;
    }
  | { readonly kind: 'not-cms' }
  | { readonly kind: 'no-signer' }
  | { readonly kind: 'no-content' }
  | { readonly kind: 'unsupported-key' };

/**
 * Says whether a `.p7m` is a CMS SignedData (RFC 5652) with its content inside and signed with an RSA or EC key.
 * It does not verify the signature.
 *
 * Promise: never throws because of what the bytes say; DER, BER (indefinite length), base64 and PEM are understood.
 */
export interface SignatureInspector {
  inspect(file: Uint8Array): Promise<SignatureInspection>;
}
