import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asBytes, EICAR } from '@stanza/core/testing';
import { virusScannerContract } from '@stanza/core/testing/contracts';
import { describeWithPrograms } from '../../../../scripts/testing/describe-with-programs.ts';
import { makeP7m } from '../testing/make-p7m.ts';
import { makeClamdScanner } from './make-clamd-scanner.ts';
import { scanSignedContent } from './scan-signed-content.ts';
import { openClamd } from './testing/open-clamd.ts';
import { verdictOf } from './testing/verdict-of.ts';

/** Longer than any answer takes on a busy machine, in milliseconds. */
const PATIENT_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const warn = () => undefined;

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
