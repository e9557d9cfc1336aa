import { describe, expect, it } from '@jest/globals';
import { asBytes, asText, EICAR } from '@stanza/core/testing';
import { makeP7m } from '../testing/make-p7m.ts';
import { makeClamdScanner } from './make-clamd-scanner.ts';
import { scanSignedContent } from './scan-signed-content.ts';
import { openClamd } from './testing/open-clamd.ts';
import { verdictOf } from './testing/verdict-of.ts';

const warn = () => undefined;

describe('what was signed', () => {
  const virus = asBytes(EICAR);
  const signed = async (content: Uint8Array, depth: number): Promise<Uint8Array> =>
    depth === 0 ? content : makeP7m({ content: await signed(content, depth - 1) });
  const pem = (file: Uint8Array) =>
    asBytes(
      `-----BEGIN PKCS7-----\n${Buffer.from(file).toString('base64').replaceAll(/.{64}/gu, '$&\n')}\n-----END PKCS7-----\n`,
    );

  it.each([
    ['in DER', async () => makeP7m({ content: virus })],
    ['in pieces', async () => makeP7m({ content: virus, chunkBytes: 7 })],
    ['in base64', async () => asBytes(Buffer.from(await makeP7m({ content: virus })).toString('base64'))],
    ['in PEM', async () => pem(await makeP7m({ content: virus }))],
    ['in PEM on one line', async () => asBytes(asText(pem(await makeP7m({ content: virus }))).replaceAll('\n', ' '))],
    ['in base64 after an empty line', async () => asBytes(`\n${asText(pem(await makeP7m({ content: virus })))}`)],
    ['three times', () => signed(virus, 3)],
  ])('is scanned as well, %s', async (_what, make) => {
    const file = await make();
    const clamd = await openClamd();
    const scanner = scanSignedContent(makeClamdScanner({ address: clamd.address, warn }));
    for (const size of [1, 10, file.length]) expect(await verdictOf(scanner, file, size)).toBe('infected');
    await clamd.close();
  });

  it('is scanned byte for byte, beside the file as it came', async () => {
    const content = Buffer.from(Array.from({ length: 5000 }, (_, place) => place % 256));
    for (const chunkBytes of [undefined, 999]) {
      const clamd = await openClamd();
      const file = await makeP7m({ content, chunkBytes });
      expect(await verdictOf(scanSignedContent(makeClamdScanner({ address: clamd.address, warn })), file)).toBe(
        'clean',
      );
      const expected = [Buffer.from(file), content].map((one) => one.toString('latin1'));
      expect(clamd.scanned.toSorted()).toEqual(expected.toSorted());
      await clamd.close();
    }
  });

  /** The file with more at the beginning of its digestAlgorithms, in lengths of four bytes as `makeP7m` writes them around. */
  const withAlgorithm = (file: Uint8Array, more: readonly number[]): Uint8Array => {
    const from = Buffer.from(file).indexOf(Buffer.from([0x02, 0x01, 0x01, 0x31])) + 3;
    const [before, size, after] = [file.subarray(0, from + 1), file[from + 1] ?? 0, file.subarray(from + 2)];
    const longer = Buffer.concat([before, Uint8Array.of(size + more.length), Uint8Array.from(more), after]);
    // SEQUENCE, OID of 11 bytes, [0], SEQUENCE: each says how long it is.
    for (const at of [2, 19, 25]) longer.writeUInt32BE(longer.readUInt32BE(at) + more.length, at);
    return longer;
  };

  it.each([
    ['a tag of several bytes', [0x9f, 0x1f, 0x00]],
    ['a length of seven bytes', [0x04, 0x87, 0, 0, 0, 0, 0, 0, 0]],
  ])('is not believed to be clean when it cannot be taken out: %s', async (_what, more) => {
    const clamd = await openClamd();
    const scanner = scanSignedContent(makeClamdScanner({ address: clamd.address, warn }));
    const file = withAlgorithm(await makeP7m({ content: virus }), more);
    for (const size of [1, file.length]) expect(await verdictOf(scanner, file, size)).toBe('not-scannable');
    expect(await verdictOf(scanner, (await makeP7m({ content: asBytes('ciao') })).subarray(0, -9))).toBe(
      'not-scannable',
    );
    await clamd.close();
  });

  it('is scanned also behind a mark of an end that ends nothing', async () => {
    const clamd = await openClamd();
    const scanner = scanSignedContent(makeClamdScanner({ address: clamd.address, warn }));
    const file = withAlgorithm(await makeP7m({ content: virus }), [0x00, 0x00]);
    expect(await verdictOf(scanner, file)).toBe('infected');
    await clamd.close();
  });

  it('is not believed to be clean when there are too many signatures around it', async () => {
    const clamd = await openClamd();
    const scanner = scanSignedContent(makeClamdScanner({ address: clamd.address, warn }));
    expect(await verdictOf(scanner, await signed(asBytes('ciao'), 6))).toBe('not-scannable');
    expect(await verdictOf(scanner, await signed(asBytes('ciao'), 4))).toBe('clean');
    await clamd.close();
  });

  it('is looked for in nothing else', async () => {
    const clamd = await openClamd();
    const scanner = scanSignedContent(makeClamdScanner({ address: clamd.address, warn }));
    const others = [
      asBytes('%PDF-1.7'),
      asBytes('ciao'),
      Uint8Array.of(0x30, 0x84, 0xff),
      await makeP7m({ content: virus, detached: true }),
    ];
    for (const other of others) expect(await verdictOf(scanner, other)).toBe('clean');
    expect(clamd.scanned).toHaveLength(others.length);
    await clamd.close();
  });
});
