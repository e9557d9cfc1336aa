import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { opensslKey } from '../saml/openssl-key.ts';
import type { SigningKey } from '../saml/signing-key.ts';

const HOUR = 3_600_000;
const VALID_DAYS = 365;

/** An RSA key of 2048 bits with a certificate signed by itself, valid from an hour before `at` for a year. */
export const makeProviderKey = async (at = new Date()): Promise<SigningKey> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const forgeKey = opensslKey(privateKeyPem);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.rsa.setPublicKey(forgeKey.n, forgeKey.e);
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(at.getTime() - HOUR);
  certificate.validity.notAfter = new Date(at.getTime() + VALID_DAYS * 24 * HOUR);
  const name = [{ name: 'commonName', value: 'Identity provider di prova' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forgeKey, forge.md.sha256.create());
  return { privateKeyPem, certificatePem: forge.pki.certificateToPem(certificate) };
};
