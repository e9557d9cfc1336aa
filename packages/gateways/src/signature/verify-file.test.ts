import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { SignatureRule, SignerTrust, Unjudged } from '@stanza/core';
import { makeP7m } from '../testing/make-p7m.ts';
import { authorityPem, SIGNED_DOCUMENT, signedVector } from '../testing/signed-vector.ts';
import { verifyFile } from './verify-file.ts';

const MAX_BYTES = 50 * 1024 * 1024;
const RECEIVED_AT = new Date('2027-01-10T10:00:00Z');

const verify = (file: Uint8Array, authorities: readonly X509Certificate[] | null = null, receivedAt = RECEIVED_AT) =>
  verifyFile(file, MAX_BYTES, { receivedAt, authorities });

/** The rule that each signer breaks, the outermost first; or why there is nothing to judge. */
const judged = async (name: string): Promise<readonly (SignatureRule | null)[] | Unjudged> => {
  const verdict = await verify(await signedVector(name));
  return verdict.kind === 'signed' ? verdict.signers.map(({ broken }) => broken) : verdict.kind;
};

const DOCUMENT = {
  sha256: createHash('sha256').update(SIGNED_DOCUMENT).digest('hex'),
  size: SIGNED_DOCUMENT.length,
  type: 'pdf',
};

describe('a signature made by OpenSSL that keeps every rule', () => {
  it.each([
    ['rsa', 1],
    ['rsa-sha512', 1],
    ['ec', 1],
    ['ec384', 1],
    ['ec521', 1],
    ['rsa-pss', 1],
    ['rsa-ski', 1],
    ['rsa-stream-ber', 1],
    ['rsa-pem', 1],
    ['rsa-chain', 1],
    ['cosigned', 2],
    ['nested', 2],
  ])('%s', async (name, signers) => {
    const verdict = await verify(await signedVector(name));
    expect(verdict).toMatchObject({ kind: 'signed', document: DOCUMENT });
    expect(verdict.kind === 'signed' && verdict.document.content).toEqual(Uint8Array.from(SIGNED_DOCUMENT));
    expect(await judged(name)).toEqual(Array.from({ length: signers }, () => null));
  });

  it('says who signed and when, each of those who did', async () => {
    const verdict = await verify(await signedVector('cosigned'));
    const signedAt = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/u);
    const same = { signedAt, broken: null, trust: 'unknown', changedAfter: false };
    expect(verdict.kind === 'signed' ? verdict.signers : []).toEqual(
      expect.arrayContaining([
        { ...same, name: 'Mario Rossi', codiceFiscale: 'RSSMRA80A01H501U' },
        { ...same, name: 'Operatrice di prova', codiceFiscale: null },
      ]),
    );
  });
});

describe('a signature made by OpenSSL that breaks a rule', () => {
  it.each<readonly [string, readonly (SignatureRule | null)[]]>([
    // OpenSSL itself takes the first for good, with `-cades` too.
    ['rsa-noattr', ['signed_attributes']],
    ['rsa-nocades', ['signing_certificate']],
    ['rsa-certswap', ['signing_certificate']],
    ['rsa-sha1', ['digest_strength']],
    ['rsa-tampered-content', ['message_digest']],
    ['ec-tampered-content', ['message_digest']],
    ['rsa-tampered-signature', ['signature_value']],
    ['rsa-other-content-type', ['content_type']],
    ['rsa-pss-mgf1-sha1', ['signature_algorithm']],
    ['rsa-nocerts', ['certificate_present']],
    ['rsa-1024', ['key_strength']],
    ['ec-secp256k1', ['key_strength']],
    ['expired', ['certificate_not_over']],
    ['not-begun', ['certificate_begun']],
    ['cosigned-one-nocades', [null, 'signing_certificate']],
    ['nested-inner-tampered', [null, 'message_digest']],
  ])('%s', async (name, broken) => {
    const said = await judged(name);
    expect(new Set(said)).toEqual(new Set(broken));
    expect(said).toHaveLength(broken.length);
  });
});

describe('a file made by OpenSSL in which there is nothing to judge', () => {
  it.each<readonly [string, Unjudged]>([
    ['rsa-detached', 'no_content'],
    ['empty', 'no_content'],
    ['certs-only', 'no_signer'],
    ['data', 'not_signed'],
    ['nested-too-deep', 'too_many'],
  ])('%s', async (name, why) => {
    expect(await judged(name)).toBe(why);
  });
});

describe('envelopes in each other', () => {
  const around = async (content: Uint8Array, times: number): Promise<Uint8Array> =>
    times === 0 ? content : makeP7m({ content: await around(content, times - 1) });
  const kindOf = async (file: Uint8Array) => (await verify(file)).kind;

  it('are opened when they are ten, all of them, and not one more', async () => {
    const ten = await verify(await around(SIGNED_DOCUMENT, 10));
    expect(ten).toMatchObject({ kind: 'signed', document: DOCUMENT });
    expect(ten.kind === 'signed' && [ten.signers.length, ten.document.content]).toEqual([
      10,
      Uint8Array.from(SIGNED_DOCUMENT),
    ]);
    expect(await kindOf(await around(SIGNED_DOCUMENT, 11))).toBe('too_many');
  });

  it('are all understood, or the file is refused', async () => {
    const inner = await makeP7m({ content: SIGNED_DOCUMENT });
    expect(await kindOf(await around(inner.subarray(0, -1), 1))).toBe('unreadable');
    expect(await kindOf(await around(inner.subarray(0, 40), 2))).toBe('unreadable');
  });

  it('have nothing behind them but zeros and blanks', async () => {
    const file = await makeP7m({ content: SIGNED_DOCUMENT });
    const followedBy = (rest: string) => Buffer.concat([file, Buffer.from(rest)]);
    expect(await kindOf(followedBy('\0\0\r\n '))).toBe('signed');
    expect(await kindOf(followedBy('MZ'))).toBe('unreadable');
    expect(await kindOf(await around(followedBy('MZ'), 1))).toBe('unreadable');
    const pem = `-----BEGIN CMS-----\n${Buffer.from(file).toString('base64')}\n-----END CMS-----\n`;
    expect(await kindOf(Buffer.from(pem))).toBe('signed');
    expect(await kindOf(Buffer.from(`${pem}MZ`))).toBe('not_signed');
  });

  it('hold a document of a known type, and no archive', async () => {
    const end = `PK\u0005\u0006${'\0'.repeat(18)}`;
    for (const content of ['MZ', `%PDF-1.7 ${end}`, `%PDF-1.7 ${'x'.repeat(70_000)}${end}`]) {
      const file = await makeP7m({ content: Buffer.from(content) });
      expect(await verify(file)).toMatchObject({ kind: 'signed', document: { type: null } });
    }
  });
});

describe('the certificate of a signer', () => {
  const brokenAt = async (signedAt: Date, receivedAt: Date) => {
    const verdict = await verify(await makeP7m({ content: SIGNED_DOCUMENT, signedAt }), null, receivedAt);
    return verdict.kind === 'signed' ? verdict.signers[0].broken : verdict.kind;
  };
  const inYear = (year: number) => new Date(`${year}-06-01T00:00:00Z`);

  it('is valid when they say that they signed, and when the file is received: a date can be written by anybody', async () => {
    expect(await brokenAt(inYear(2026), inYear(2026))).toBeNull();
    expect(await brokenAt(inYear(2019), inYear(2026))).toBe('certificate_begun');
    expect(await brokenAt(inYear(2026), inYear(2050))).toBe('certificate_not_over');
  });

  it('says nothing of a date that had not come when the file was received', async () => {
    const receivedAt = new Date('2026-06-01T10:00:00Z');
    const dateOf = async (signedAt: Date) => {
      const verdict = await verify(await makeP7m({ content: SIGNED_DOCUMENT, signedAt }), null, receivedAt);
      return verdict.kind === 'signed' ? verdict.signers.map((signer) => [signer.signedAt, signer.broken]) : verdict;
    };
    expect(await dateOf(new Date('2026-06-01T10:04:00Z'))).toEqual([['2026-06-01T10:04:00.000Z', null]]);
    expect(await dateOf(new Date('2030-01-01T10:00:00Z'))).toEqual([[null, null]]);
  });

  it.each<readonly [string, readonly ('root' | 'issuing' | 'other')[], string, SignerTrust]>([
    ['of an authority of the list', ['other', 'issuing'], 'rsa', 'trusted'],
    [
      'of an authority that one of the list vouches for, whose certificate came along',
      ['root'],
      'rsa-chain',
      'trusted',
    ],
    ['whose authority nobody knows', ['root'], 'rsa', 'untrusted'],
    ['of others than those of the list', ['other'], 'rsa-chain', 'untrusted'],
    ['made for signing in, not for documents', ['issuing'], 'sign-in-certificate', 'untrusted'],
  ])('%s', async (_what, names, file, trust) => {
    const authorities = await Promise.all(names.map(async (name) => new X509Certificate(await authorityPem(name))));
    const verdict = await verify(await signedVector(file), authorities);
    expect(verdict).toMatchObject({ signers: [{ broken: null, trust }] });
  });

  it('is of nobody known when it signs itself, and unknown without a list', async () => {
    const file = await makeP7m({ content: SIGNED_DOCUMENT });
    const other = [new X509Certificate(await authorityPem('other'))];
    expect(await verify(file, other, new Date())).toMatchObject({ signers: [{ broken: null, trust: 'untrusted' }] });
    expect(await verify(file, null, new Date())).toMatchObject({ signers: [{ broken: null, trust: 'unknown' }] });
  });
});
