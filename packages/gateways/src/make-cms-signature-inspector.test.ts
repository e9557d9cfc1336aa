import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { SignatureInspection } from '@stanza/core';
import { type SignatureSample, signatureInspectorContract } from '@stanza/core/testing/contracts';
import { makeCmsSignatureInspector } from './make-cms-signature-inspector.ts';
import { makeContentFileInspector } from './make-content-file-inspector.ts';
import { makeP7m } from './testing/make-p7m.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const content = bytes('%PDF-1.7 una risposta');
const signedBy = (algorithm: 'rsa' | 'ec', name: string): SignatureInspection => ({
  kind: 'signed-data',
  signers: [{ algorithm, name }],
});

/** The four forms in which a signed file may be written, and a signature beside its document. */
const madeSamples = async (): Promise<readonly SignatureSample[]> => {
  const commonName = "Niccolò Dell'Orto";
  const ec = await makeP7m({ content, key: 'ec', commonName });
  const base64 = Buffer.from(ec).toString('base64').replaceAll(/.{64}/gu, '$&\n');
  const expected = signedBy('ec', commonName);
  return [
    { what: 'DER, elliptic curve', file: ec, expected },
    { what: 'base64', file: bytes(base64), expected },
    { what: 'PEM', file: bytes(`-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`), expected },
    {
      what: 'PEM as OpenSSL writes it',
      file: bytes(`-----BEGIN CMS-----\n${base64}\n-----END CMS-----\n`),
      expected,
    },
    {
      what: 'DER, RSA',
      file: await makeP7m({ content, key: 'rsa', commonName }),
      expected: signedBy('rsa', commonName),
    },
    {
      what: 'detached',
      file: await makeP7m({ content, key: 'rsa', commonName, detached: true }),
      expected: { kind: 'no-content' },
    },
  ];
};

const OPENSSL: readonly (readonly [string, SignatureInspection])[] = [
  ['rsa', signedBy('rsa', 'Operatrice di prova')],
  ['ec', signedBy('ec', 'Operatrice di prova')],
  ['ec-ber', signedBy('ec', 'Operatrice di prova')],
  ['ec-detached', { kind: 'no-content' }],
  ['ec-nocert', { kind: 'unsupported-key' }],
  ['dsa', { kind: 'unsupported-key' }],
  ['certs-only', { kind: 'no-signer' }],
  ['data', { kind: 'not-cms' }],
];

/** What OpenSSL signed, see `fixtures`. */
const opensslSamples = (): Promise<readonly SignatureSample[]> =>
  Promise.all(
    OPENSSL.map(async ([name, expected]) => {
      const text = await readFile(join(import.meta.dirname, `../fixtures/${name}.p7m.base64`), 'utf8');
      return { what: `OpenSSL, ${name}`, file: Uint8Array.from(Buffer.from(text, 'base64')), expected };
    }),
  );

signatureInspectorContract('CMS', async () => ({
  inspector: makeCmsSignatureInspector(),
  samples: [...(await madeSamples()), ...(await opensslSamples())],
}));

describe('the inspectors of signatures and of files', () => {
  it('understand the same files', async () => {
    for (const { file } of await madeSamples()) {
      expect(await makeContentFileInspector().inspect(file.subarray(0, 4100))).toBe('p7m');
    }
  });
});
