import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import packagedChromium from '@sparticuz/chromium';
import { findChromium } from './chromium.ts';

let folder: string;
let other: string;
let PATH: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stanza-path-'));
  other = await mkdtemp(join(tmpdir(), 'stanza-path-'));
  PATH = [folder, other].join(delimiter);
});
afterEach(async () => {
  for (const made of [folder, other]) await rm(made, { recursive: true, force: true });
});

/** A program that answers `--version`, or ends with an error instead. @returns its path */
const program = async (path: string, { starts = true, mode = 0o755 } = {}): Promise<string> => {
  const answer = starts ? 'test "$1" = --version && echo "Chromium 1.2.3"' : 'exit 127';
  await writeFile(path, `#!/bin/sh\n${answer}\n`, { mode });
  return path;
};

describe('the Chromium of the tests', () => {
  it('is the one that CHROMIUM_PATH names, whatever the system has', async () => {
    await program(join(folder, 'chromium'));
    const CHROMIUM_PATH = await program(join(other, 'mio'));
    expect(await findChromium({ PATH, CHROMIUM_PATH })).toBe(join(other, 'mio'));
  });

  it('is not looked for elsewhere when that one does not start', async () => {
    await program(join(folder, 'chromium'));
    for (const wrong of [join(other, 'assente'), await program(join(other, 'rotto'), { starts: false })]) {
      await expect(findChromium({ PATH, CHROMIUM_PATH: wrong })).rejects.toThrow(
        `CHROMIUM_PATH=${wrong} non è un Chromium che si avvia.`,
      );
    }
  });

  it('is else the first of the system that starts', async () => {
    await program(join(folder, 'chromium-headless-shell'), { starts: false });
    await program(join(folder, 'chromium'), { mode: 0o644 });
    await program(join(other, 'google-chrome'));
    expect(await findChromium({ PATH })).toBe(join(other, 'google-chrome'));
    await program(join(other, 'chromium'));
    expect(await findChromium({ PATH })).toBe(join(other, 'chromium'));
  });

  it('is else the one of the npm package, or none', async () => {
    expect([null, await packagedChromium.executablePath()]).toContain(await findChromium({ PATH }));
  }, 60_000);
});
