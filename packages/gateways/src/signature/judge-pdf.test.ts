import { describe, expect, it } from '@jest/globals';
import type { SignatureRule } from '@stanza/core';
import { describeWithPdfsig, pdfsigVerdicts } from '../../../../scripts/testing/pdfsig.ts';
import { signedVector } from '../testing/signed-vector.ts';
import { verifyFile } from './verify-file.ts';

const RECEIVED_AT = new Date('2027-01-10T10:00:00Z');
const verify = (file: Uint8Array) => verifyFile(file, 50 * 1024 * 1024, { receivedAt: RECEIVED_AT, authorities: null });

/** Of each signer the name, the rule that the signature breaks and whether the file was changed after it. */
const judged = async (name: string) => {
  const verdict = await verify(await signedVector(name));
  if (verdict.kind !== 'signed') return verdict.kind;
  return verdict.signers.map((signer) => [signer.name, signer.broken, signer.changedAfter]);
};

type Judged = readonly (readonly [string, SignatureRule | null, boolean])[];
const OPERATOR = 'Operatrice di prova';

describe('a PDF with a signature inside', () => {
  it.each<readonly [string, Judged]>([
    ['pades', [[OPERATOR, null, false]]],
    ['pades-adbe', [[OPERATOR, null, false]]],
    ['pades-changed-after', [[OPERATOR, null, true]]],
    [
      'pades-twice',
      [
        [OPERATOR, null, true],
        ['Mario Rossi', null, false],
      ],
    ],
    [
      'pades-in-p7m',
      [
        [OPERATOR, null, false],
        [OPERATOR, null, false],
      ],
    ],
  ])('holds: %s', async (name, expected) => {
    expect(await judged(name)).toEqual(expected);
  });

  it.each<readonly [string, Judged]>([
    ['pades-no-cades', [[OPERATOR, 'signing_certificate', false]]],
    ['pades-tampered', [[OPERATOR, 'message_digest', false]]],
    ['pades-tampered-signature', [[OPERATOR, 'signature_value', false]]],
    ['pades-sha1-form', [['', 'signature_form', false]]],
  ])('does not hold: %s', async (name, expected) => {
    expect(await judged(name)).toEqual(expected);
  });

  it('has nothing to judge when nobody signed it, whatever words stand in it', async () => {
    expect(await judged('unsigned')).toBe('not_signed');
    const words = Buffer.concat([
      await signedVector('unsigned'),
      Buffer.from('/ByteRange [0 10 20 30]\n'.repeat(1000)),
    ]);
    expect(await verify(words)).toEqual({ kind: 'not_signed' });
  });

  it('has a signature over all of it, or of an earlier revision, but for itself', async () => {
    const text = Buffer.from(await signedVector('pades')).toString('latin1');
    const range = /\/ByteRange\[0 (\d+) (\d+) (\d+)/u.exec(text);
    const numbers = [0, ...(range?.slice(1).map(Number) ?? [])];
    const broken = async (index: number, by: number) => {
      const other = numbers
        .map((number, at) => String(at === index ? number + by : number).padStart(at === 0 ? 1 : 10, '0'))
        .join(' ');
      const verdict = await verify(Buffer.from(text.replace(range?.[0] ?? '', `/ByteRange[${other}`), 'latin1'));
      return verdict.kind === 'signed' ? verdict.signers[0].broken : verdict.kind;
    };
    expect(await broken(0, 0)).toBeNull();
    expect(await broken(0, 1)).toBe('signed_range');
    expect(await broken(1, -9)).toBe('signed_range');
    expect(await broken(2, 9)).toBe('signed_range');
    expect(await broken(3, -9)).toBe('signed_range');
    expect(await broken(3, 9)).toBe('signed_range');
  });

  it('is one whatever its words look like, and one that cannot be understood is refused', async () => {
    const text = Buffer.from(await signedVector('pades-tampered')).toString('latin1');
    const brokenWhen = async (from: string | RegExp, to: string) => {
      expect(text).toMatch(from);
      const verdict = await verify(Buffer.from(text.replace(from, to), 'latin1'));
      return verdict.kind === 'signed' ? verdict.signers.map(({ broken }) => broken) : verdict.kind;
    };
    expect(await brokenWhen('/ByteRange', '/Byte#52ange')).not.toBe('not_signed');
    expect(await brokenWhen('/ByteRange', '/ByteRang#65 %')).toEqual(['signed_range']);
    expect(await brokenWhen('/ByteRange', '/Nothing')).toEqual(['signed_range']);
    expect(await brokenWhen(/\/ByteRange\s*\[[^\]]*\]/u, '/ByteRange 9 0 R')).toEqual(['signed_range']);
    expect(await brokenWhen('/SubFilter', '/Reason (\\) /SubFilter /ETSI.RFC3161) /SubFilter')).not.toBe('not_signed');
    expect(await brokenWhen('/ETSI.CAdES.detached', '/ETSI.RFC3161')).not.toBe('not_signed');
  });

  it('has not more words like those of a signature than anybody would look at', async () => {
    const lines = Buffer.from('/ByteRange [0 1 4194305 1]\n'.repeat(12_000));
    const file = Buffer.concat([await signedVector('unsigned'), lines, Buffer.alloc(5_000_000, ' ')]);
    expect(await verify(file)).toEqual({ kind: 'too_many' });
  });

  it('says when it was signed, as the signature or its dictionary says', async () => {
    const verdict = await verify(await signedVector('pades'));
    expect(verdict).toMatchObject({ signers: [{ signedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/u) }] });
  });
});

describeWithPdfsig('pdfsig', () => {
  it.each(['pades', 'pades-adbe', 'pades-tampered', 'pades-tampered-signature', 'pades-changed-after', 'pades-twice'])(
    'says the same of %s',
    async (name) => {
      const said = await judged(name);
      const ours = typeof said === 'string' ? [] : said;
      expect(ours.map(([, broken, changedAfter]) => ({ isValid: broken === null, isWhole: !changedAfter }))).toEqual(
        await pdfsigVerdicts(await signedVector(name)),
      );
    },
  );
});
