import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SignatureVerdict, SignatureVerifier } from '../../ports/signature-verifier.ts';
import { asBytes } from '../memory/text.ts';

/** A file that the adapter under test can read, and what it is to say of it. */
export interface SignatureSample {
  /** As it goes on after "says of": "a CMS in PEM". */
  readonly what: string;
  readonly file: Uint8Array;
  readonly expected: SignatureVerdict;
}

export interface SignatureVerifierUnderTest {
  readonly verifier: SignatureVerifier;
  /** When the samples are received. */
  readonly receivedAt: Date;
  /** At least one that is signed well, and one that is not. */
  readonly samples: readonly SignatureSample[];
  /** One that is signed well, and the document inside. */
  readonly opened: { readonly file: Uint8Array; readonly document: Uint8Array };
}

const NOT_SIGNED = ['', 'ciao', '%PDF-1.7', '<html></html>', 'AAAA', '-----BEGIN PKCS7-----\n-----END PKCS7-----', '0'];

const isBroken = (verdict: SignatureVerdict): boolean =>
  verdict.kind !== 'signed' || verdict.signers.some(({ broken }) => broken !== null);

/** The promise of `SignatureVerifier`. @param open the adapter, with files in the forms that it knows */
export const signatureVerifierContract = (name: string, open: () => Promise<SignatureVerifierUnderTest>): void => {
  describe(`${name} as a verifier of signatures`, () => {
    let under: SignatureVerifierUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    const verify = (file: Uint8Array) => under.verifier.verify(async () => Uint8Array.from(file), under.receivedAt);

    it('says of each file who signed it, and which rule is broken', async () => {
      const said: Record<string, SignatureVerdict> = {};
      for (const { what, file } of under.samples) said[what] = await verify(file);
      expect(said).toEqual(Object.fromEntries(under.samples.map(({ what, expected }) => [what, expected])));
      expect(new Set(Object.values(said).map(isBroken))).toEqual(new Set([false, true]));
    });

    it('has nothing to judge in what is not signed', async () => {
      for (const text of NOT_SIGNED) expect(await verify(asBytes(text))).toEqual({ kind: 'not_signed' });
    });

    it('gives the document inside', async () => {
      const { file, document } = under.opened;
      const verdict = await verify(file);
      const content = verdict.kind === 'signed' ? verdict.document.content : null;
      expect(Buffer.from(content ?? []).equals(document)).toBe(true);
    });

    it('reads a file when it has time for it, and goes on when it cannot be read', async () => {
      const { file } = under.opened;
      const lost = under.verifier.verify(() => Promise.reject(new Error('The disk is gone')), under.receivedAt);
      const next = verify(file);
      await expect(lost).rejects.toThrow('The disk is gone');
      expect((await next).kind).toBe('signed');
    });

    it('never throws, whatever the bytes', async () => {
      const files = under.samples.map(({ file }) => file);
      const damaged = fc
        .tuple(fc.constantFrom(...files), fc.nat(), fc.nat(255), fc.nat())
        .map(([file, at, byte, length]) =>
          Uint8Array.from(file)
            .fill(byte, at % file.length, (at % file.length) + 1)
            .subarray(0, length % (file.length + 1)),
        );
      await fc.assert(
        fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (file) => {
          expect(await verify(file)).toHaveProperty('kind');
        }),
        { numRuns: 300 },
      );
    });
  });
};
