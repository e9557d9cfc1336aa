import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VirusScanner } from '@stanza/core';
import { asBytes, asText, EICAR } from '@stanza/core/testing';
import { virusScannerContract } from '@stanza/core/testing/contracts';
import { describeWithPrograms } from '../../../../scripts/testing/describe-with-programs.ts';
import { makeP7m } from '../testing/make-p7m.ts';
import { makeClamdScanner } from './make-clamd-scanner.ts';
import { scanSignedContent } from './scan-signed-content.ts';
import { openClamd } from './testing/open-clamd.ts';

/** Longer than any answer takes on a busy machine, in milliseconds. */
const PATIENT_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const warn = () => undefined;

const verdictOf = async (scanner: VirusScanner, file: Uint8Array, size = 1000) => {
  const scan = scanner.begin();
  for (let at = 0; at < file.length; at += size) await scan.write(file.subarray(at, at + size));
  const verdict = await scan.end();
  scan.close();
  return verdict;
};

virusScannerContract('a server that speaks like clamd', async () => {
  const clamd = await openClamd();
  return { scanner: makeClamdScanner({ address: clamd.address, warn }), close: () => clamd.close() };
});

describe('clamd', () => {
  it.each([
    ['takes no file of that size', 1000, undefined, 'INSTREAM size limit exceeded. ERROR\0', PATIENT_MS],
    ['fails', MEBIBYTE, "Can't allocate memory ERROR\0", "Can't allocate memory ERROR\0", PATIENT_MS],
    ['says nothing', MEBIBYTE, '', '', PATIENT_MS],
    ['takes too long, and is there', MEBIBYTE, null, '', 1500],
  ])('cannot scan the file when it %s, and the log has what it said', async (_what, max, answer, said, idleMs) => {
    const clamd = await openClamd(max, answer);
    const told: unknown[] = [];
    const scanner = makeClamdScanner({ address: clamd.address, warn: (what) => told.push(what), idleMs });
    expect(await verdictOf(scanner, new Uint8Array(500_000))).toBe('not-scannable');
    expect(told).toEqual([{ answer: said }]);
    await clamd.close();
  });

  it('is not available when nobody is there, or nobody answers', async () => {
    const clamd = await openClamd();
    await clamd.close();
    const hung = await openClamd(MEBIBYTE, null, false);
    for (const { address } of [clamd, hung]) {
      const scanner = makeClamdScanner({ address, warn, idleMs: 500 });
      expect(await verdictOf(scanner, new Uint8Array(500_000))).toBe('unavailable');
    }
    await hung.close();
  });

  it('is not late when the file is', async () => {
    const [clamd, hung] = [await openClamd(), await openClamd(MEBIBYTE, null, false)];
    const begin = ({ address }: typeof clamd) => makeClamdScanner({ address, warn, idleMs: 1000 }).begin();
    const scan = begin(clamd);
    await scan.write(asBytes('ciao'));
    // By then the time is over in which something that is waited for must come.
    expect(await begin(hung).end()).toBe('unavailable');
    await scan.write(asBytes(' a tutti'));
    expect(await scan.end()).toBe('clean');
    scan.close();
    for (const one of [clamd, hung]) await one.close();
  });
});

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

const CLAMD = '/usr/sbin/clamd';

describeWithPrograms(
  'the real clamd',
  { missing: existsSync(CLAMD) ? [] : [CLAMD], called: 'clamd', packages: 'clamav-daemon' },
  () => {
    let folder: string;
    let path: string;
    let stop: () => Promise<unknown>;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'stanza-clamd-'));
      path = join(folder, 'clamd.sock');
      await mkdir(join(folder, 'db'));
      // A database of signatures of our own: the test file alone.
      await writeFile(join(folder, 'db', 'own.ndb'), `Eicar-Test:0:0:${Buffer.from(EICAR).toString('hex')}\n`);
      const lines = [`LocalSocket ${path}`, `DatabaseDirectory ${folder}/db`, `TemporaryDirectory ${folder}`];
      await writeFile(join(folder, 'conf'), [...lines, 'Foreground yes', 'StreamMaxLength 1M', ''].join('\n'));
      const child = spawn(CLAMD, ['-c', join(folder, 'conf')], { stdio: ['ignore', 'pipe', 'ignore'] });
      const ended = once(child, 'exit');
      stop = () => {
        child.kill('SIGKILL');
        return ended;
      };
      let said = '';
      for await (const bytes of child.stdout.iterator({ destroyOnReturn: false })) {
        said += bytes;
        if (said.includes('Self checking')) break;
      }
      child.stdout.resume();
      await once(connect({ path }).end('zPING\0'), 'data');
    }, 30_000);
    afterAll(async () => {
      await stop();
      await rm(folder, { recursive: true });
    });

    virusScannerContract('clamd', async () => ({
      scanner: makeClamdScanner({ address: { path }, warn }),
      close: async () => undefined,
    }));

    it('says so when a file is too large for it, and finds what was signed', async () => {
      const scanner = scanSignedContent(makeClamdScanner({ address: { path }, warn }));
      expect(await verdictOf(scanner, new Uint8Array(4 * MEBIBYTE), 65_536)).toBe('not-scannable');
      expect(await verdictOf(scanner, await makeP7m({ content: asBytes(EICAR) }))).toBe('infected');
    });
  },
);
