import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { SignatureVerdict } from '@stanza/core';
import { type SignatureSample, signatureVerifierContract } from '@stanza/core/testing/contracts';
import { z } from 'zod';
import { makeContentFileInspector } from './make-content-file-inspector.ts';
import { makeSignatureVerifier } from './make-signature-verifier.ts';
import { makeP7m } from './testing/make-p7m.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const content = bytes('%PDF-1.7 una risposta');
const NO_LIST = '/nowhere/autorita.pem';
const SIGNED_AT = new Date('2026-03-02T09:00:00.000Z');
const RECEIVED_AT = new Date('2026-03-02T10:00:00.000Z');
const signedBy = (name: string, more: { readonly broken?: 'signing_certificate' } = {}): SignatureVerdict => ({
  kind: 'signed',
  signers: [
    {
      name,
      codiceFiscale: null,
      signedAt: SIGNED_AT.toISOString(),
      broken: null,
      trust: 'unknown',
      changedAfter: false,
      ...more,
    },
  ],
  document: { sha256: createHash('sha256').update(content).digest('hex'), size: content.length, type: 'pdf', content },
});

/** The four forms in which a signed file may be written, what is missing in some, and a signature beside its document. */
const madeSamples = async (): Promise<readonly SignatureSample[]> => {
  const commonName = "Niccolò Dell'Orto";
  const made = (more: Partial<Parameters<typeof makeP7m>[0]>) =>
    makeP7m({ content, commonName, signedAt: SIGNED_AT, ...more });
  const ec = await made({});
  const base64 = Buffer.from(ec).toString('base64').replaceAll(/.{64}/gu, '$&\n');
  const expected = signedBy(commonName);
  const pem = (label: string) => bytes(`-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`);
  return [
    { what: 'DER, elliptic curve', file: ec, expected },
    { what: 'base64', file: bytes(base64), expected },
    { what: 'PEM', file: pem('PKCS7'), expected },
    { what: 'PEM as OpenSSL writes it', file: pem('CMS'), expected },
    { what: 'DER, RSA', file: await made({ key: 'rsa' }), expected },
    { what: 'BER, in chunks', file: await made({ chunkBytes: 5 }), expected },
    {
      what: 'a CMS that is no CAdES',
      file: await made({ plain: true }),
      expected: signedBy(commonName, { broken: 'signing_certificate' }),
    },
    { what: 'detached', file: await made({ detached: true }), expected: { kind: 'no_content' } },
    {
      what: 'without a byte of content',
      file: await made({ content: new Uint8Array() }),
      expected: { kind: 'no_content' },
    },
  ];
};

signatureVerifierContract('CMS', async () => ({
  verifier: makeSignatureVerifier({ trustListFile: NO_LIST }),
  receivedAt: RECEIVED_AT,
  samples: await madeSamples(),
  opened: { file: await makeP7m({ content }), document: content },
}));

describe('the inspectors of signatures and of files', () => {
  it('understand the same files', async () => {
    for (const { file } of await madeSamples()) {
      expect(await makeContentFileInspector().inspect(file.subarray(0, 4100))).toBe('p7m');
    }
  });
});

describe('the verifier, on the largest files', () => {
  const MB = 1_000_000;
  const verifier = makeSignatureVerifier({ trustListFile: NO_LIST, maxMs: 600_000 });
  const HEADER = '\u0006\u0009*\u0086H\u0086÷\r\u0001\u0007\u0002';
  /** Begins as what is signed does, so that it is looked into. */
  const filled = (piece: string, begin: string, end = ''): Uint8Array => {
    const rest = 6 * MB - begin.length - end.length;
    const text = begin + piece.repeat(Math.ceil(rest / piece.length)).slice(0, rest) + end;
    return Uint8Array.from(Buffer.from(text, 'latin1'));
  };
  const BASE64 = `${Buffer.from(`0\u0080${HEADER}\u00a0\u0080`, 'latin1').toString('base64')}${'A'.repeat(60)}`;

  it.each([
    ['of 45 MB in one piece', 45 * MB, undefined],
    ['of 3 MB in chunks of 1000 bytes, as some write a stream', 3 * MB, 1000],
  ])('says who signed one %s', async (_what, size, chunkBytes) => {
    const large = new Uint8Array(size).fill(7);
    const file = await makeP7m({ content: large, chunkBytes });
    const verdict = await verifier.verify(async () => file, new Date());
    expect(verdict).toMatchObject({ signers: [{ name: 'Paola Conti', broken: null }], document: { size } });
  });

  it('takes memory for no more than a few copies of a file of 50 MB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stanza-signed-'));
    const made = async (name: string, size: number) => {
      await writeFile(join(folder, name), await makeP7m({ content: new Uint8Array(size).fill(7) }));
      return join(folder, name);
    };
    // What any work costs the first time (the thread, compiled code) is no file's.
    const files = [await made('small.p7m', MB), await made('large.p7m', 50 * MB)];
    const child = fork(join(import.meta.dirname, 'testing/measured-verifier.ts'), files, { execArgv: [] });
    const [said] = await once(child, 'message');
    await rm(folder, { recursive: true });
    expect(said).toEqual({ kind: 'signed', grown: expect.any(Number) });
    expect(z.object({ grown: z.number() }).parse(said).grown).toBeLessThan(4 * 50 * MB);
  });

  // There is no measuring of time: what takes more than linear time does not end before the test is over.
  it.each([
    ['blanks', filled(' ', BASE64, '!')],
    ['letters and blanks', filled('A ', BASE64, '!')],
    ['signs of padding', filled('=', BASE64)],
    ['beginnings of a PEM', filled('-----BEGIN PKCS7-----\n', `-----BEGIN PKCS7-----\n${BASE64}`)],
    ['smallest ASN.1 nodes', filled('0\0', `0\u0080${HEADER}0\u0080`)],
    ['nested ASN.1 nodes', filled('0\u0080', `0\u0080${HEADER}`)],
  ])('finds nothing signed in %s', async (_what, file) => {
    expect(await verifier.verify(async () => file, RECEIVED_AT)).toEqual({ kind: 'not_signed' });
  });

  it('has not judged a file that takes too long, and is there for the next one', async () => {
    const impatient = makeSignatureVerifier({ trustListFile: NO_LIST, maxMs: 0 });
    for (const _ of [1, 2]) {
      const verdict = await impatient.verify(() => makeP7m({ content }), RECEIVED_AT);
      expect(verdict).toEqual({ kind: 'not_judged' });
    }
  });

  it('reads one file at a time, and takes it over', async () => {
    const read: Uint8Array[] = [];
    const reading = async () => {
      expect(read.every(({ length }) => length === 0)).toBe(true);
      read.push(await makeP7m({ content }));
      return read.at(-1) ?? content;
    };
    const said = await Promise.all([1, 2, 3].map(() => verifier.verify(reading, RECEIVED_AT)));
    expect(said.map(({ kind }) => kind)).toEqual(['signed', 'signed', 'signed']);
  });

  it('leaves the event loop free, and answers in turn', async () => {
    let turns = 0;
    let turning = setImmediate(function turn() {
      turns += 1;
      turning = setImmediate(turn);
    });
    const files = [await makeP7m({ content }), filled(' ', BASE64, '!'), await makeP7m({ content, key: 'rsa' })];
    const before = turns;
    const said = await Promise.all(files.map((file) => verifier.verify(async () => file, RECEIVED_AT)));
    clearImmediate(turning);
    expect(said.map(({ kind }) => kind)).toEqual(['signed', 'not_signed', 'signed']);
    expect(turns - before).toBeGreaterThan(10);
  });
});
