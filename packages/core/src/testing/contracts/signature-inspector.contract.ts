import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SignatureInspection, SignatureInspector } from '../../ports/signature-inspector.ts';
import { asBytes } from '../memory/text.ts';

/** A file that the adapter under test can read, and what it is to say of it. */
export interface SignatureSample {
  /** As it goes on after "reads": "a CMS in PEM". */
  readonly what: string;
  readonly file: Uint8Array;
  readonly expected: SignatureInspection;
}

export interface SignatureInspectorUnderTest {
  readonly inspector: SignatureInspector;
  /** At least one that is signed. */
  readonly samples: readonly SignatureSample[];
}

const NOT_CMS = ['', 'ciao', '%PDF-1.7', '<html></html>', 'AAAA', '-----BEGIN PKCS7-----\n-----END PKCS7-----', '0'];

/** The promise of `SignatureInspector`. @param open the adapter, with files in the forms that it knows */
export const signatureInspectorContract = (name: string, open: () => Promise<SignatureInspectorUnderTest>): void => {
  describe(`${name} as an inspector of signatures`, () => {
    let under: SignatureInspectorUnderTest;
    beforeAll(async () => {
      under = await open();
    });

    it('says of each file whether it is signed and by whom', async () => {
      const said: Record<string, SignatureInspection> = {};
      for (const { what, file } of under.samples) said[what] = await under.inspector.inspect(file);
      expect(said).toEqual(Object.fromEntries(under.samples.map(({ what, expected }) => [what, expected])));
      expect(under.samples.map(({ expected }) => expected.kind)).toContain('signed-data');
    });

    it('refuses what is no CMS', async () => {
      for (const text of NOT_CMS) expect(await under.inspector.inspect(asBytes(text))).toEqual({ kind: 'not-cms' });
    });

    it('leaves the file as it is', async () => {
      for (const { file } of under.samples) {
        const before = Uint8Array.from(file);
        await under.inspector.inspect(file);
        expect(file).toEqual(before);
      }
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
          expect(await under.inspector.inspect(file)).toHaveProperty('kind');
        }),
        { numRuns: 300 },
      );
    });
  });
};
