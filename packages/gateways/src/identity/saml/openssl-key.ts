import { constants, privateEncrypt } from 'node:crypto';
import forge from 'node-forge';

/** DigestInfo of SHA-256, up to the digest (RFC 8017, 9.2). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * A key by which forge signs certificates with OpenSSL: its own arithmetic would hold the main thread a hundred times as long.
 * Digests are SHA-256.
 * @param key an RSA key, PEM
 */
export const opensslKey = (key: string): forge.pki.rsa.PrivateKey => ({
  ...forge.pki.privateKeyFromPem(key),
  sign: (digest: forge.md.MessageDigest) => {
    const info = Buffer.concat([SHA256_INFO, Buffer.from(digest.digest().getBytes(), 'binary')]);
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info).toString('binary');
  },
});
