import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MAX_OFFICE_FILE_BYTES, type SignatureInspection } from '@stanza/core';
import { type SignatureSample, signatureInspectorContract } from '@stanza/core/testing/contracts';
import { makeCmsSignatureInspector } from './make-cms-signature-inspector.ts';
import { makeContentFileInspector } from './make-content-file-inspector.ts';
import { makeP7m } from './testing/make-p7m.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const content = bytes('%PDF-1.7 una risposta');
const signedBy = (algorithm: 'rsa' | 'ec', name: string, what: Uint8Array = content): SignatureInspection => ({
  kind: 'signed-data',
  signers: [{ algorithm, name }],
  content: { sha256: createHash('sha256').update(what).digest('hex'), size: what.length },
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
    {
      what: 'without a byte of content',
      file: await makeP7m({ content: new Uint8Array(), commonName }),
      expected: { kind: 'no-content' },
    },
    { what: 'BER, in chunks', file: await makeP7m({ content, commonName, chunkBytes: 5 }), expected },
  ];
};

const OPENSSL_CONTENT = bytes('Una risposta.');
const OPENSSL: readonly (readonly [string, SignatureInspection])[] = [
  ['rsa', signedBy('rsa', 'Operatrice di prova', OPENSSL_CONTENT)],
  ['ec', signedBy('ec', 'Operatrice di prova', OPENSSL_CONTENT)],
  ['ec-ber', signedBy('ec', 'Operatrice di prova', OPENSSL_CONTENT)],
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

describe('the CMS inspector, on the largest files', () => {
  const MB = 1_000_000;
  const filled = (piece: string, begin = '', end = ''): Uint8Array => {
    const rest = MAX_OFFICE_FILE_BYTES - begin.length - end.length;
    const text = begin + piece.repeat(Math.ceil(rest / piece.length)).slice(0, rest) + end;
    return Uint8Array.from(Buffer.from(text, 'latin1'));
  };

  it.each([
    ['in one piece', 19 * MB, undefined],
    ['in chunks of 4096 bytes, as OpenSSL writes a stream', 19 * MB, 4096],
    ['in chunks of 1000 bytes', 9 * MB, 1000],
  ])('reads what was signed %s', async (_what, size, chunkBytes) => {
    const large = Uint8Array.from({ length: size }, (_, index) => index * 31);
    const file = await makeP7m({ content: large, commonName: 'Paola Conti', chunkBytes });
    expect(await makeCmsSignatureInspector().inspect(file)).toEqual(signedBy('ec', 'Paola Conti', large));
  });

  // There is no measuring of time: what takes more than linear time does not end before the test is over.
  it.each([
    ['blanks', filled(' ', 'A', '!')],
    ['letters and blanks', filled('A ', 'A', '!')],
    ['signs of padding', filled('=', 'A')],
    ['beginnings of a PEM', filled('-----BEGIN PKCS7-----\n')],
    ['smallest ASN.1 nodes', filled('0\0', '0\u0080')],
    ['nested ASN.1 nodes', filled('0\u0080')],
  ])('refuses %s', async (_what, file) => {
    expect(await makeCmsSignatureInspector({ maxMs: 600_000 }).inspect(file)).toEqual({ kind: 'not-cms' });
  });

  it('gives up a file that takes too long, and is there for the next one', async () => {
    const file = await makeP7m({ content, commonName: 'Paola Conti' });
    const impatient = makeCmsSignatureInspector({ maxMs: 0 });
    expect(await impatient.inspect(file)).toEqual({ kind: 'not-cms' });
    expect(await impatient.inspect(file)).toEqual({ kind: 'not-cms' });
  });

  it('leaves the event loop free, and answers in turn', async () => {
    let turns = 0;
    let turning = setImmediate(function turn() {
      turns += 1;
      turning = setImmediate(turn);
    });
    const inspector = makeCmsSignatureInspector();
    const files = [
      await makeP7m({ content, key: 'ec' }),
      filled(' ', 'A', '!'),
      await makeP7m({ content, key: 'rsa' }),
    ];
    const before = turns;
    const said = await Promise.all(files.map((file) => inspector.inspect(file)));
    clearImmediate(turning);
    expect(said.map(({ kind }) => kind)).toEqual(['signed-data', 'not-cms', 'signed-data']);
    expect(turns - before).toBeGreaterThan(10);
  });
});
