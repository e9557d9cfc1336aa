import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import packagedChromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { readTestConfig } from './config.ts';

const run = promisify(execFile);

/** The one without windows first: it draws the same pages in half the time. */
const SYSTEM_NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/** Without a sandbox because containers forbid it; otherwise: no traffic but the pages of the tests. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/**
 * Looks for a Chromium: `CHROMIUM_PATH`, else one of the system, else the one in the npm package `@sparticuz/chromium`
 * (built for 64-bit Linux), which is unpacked into the temporary folder the first time.
 *
 * @param settings those of the tests when they are not given
 * @returns the absolute path of the program, or null when there is none that starts
 * @throws Error when `CHROMIUM_PATH` names something that does not start: a wrong setting is not passed over in silence
 */
export async function findChromium(
  { CHROMIUM_PATH: given, PATH }: Pick<ReturnType<typeof readTestConfig>, 'CHROMIUM_PATH' | 'PATH'> = readTestConfig(),
): Promise<string | null> {
  if (given !== undefined) {
    if (await starts(given)) return given;
    throw new Error(`CHROMIUM_PATH=${given} non è un Chromium che si avvia.`);
  }
  for (const folder of PATH.split(delimiter)) {
    for (const name of SYSTEM_NAMES) {
      const path = join(folder, name);
      if ((await isExecutable(path)) && (await starts(path))) return path;
    }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const packaged = await packagedChromium.executablePath();
  return (await starts(packaged)) ? packaged : null;
}

/**
 * Starts a headless Chromium; whoever calls closes it (`browser.close()`).
 *
 * @param executablePath what `findChromium` answered
 */
export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function starts(path: string): Promise<boolean> {
  return run(path, ['--version'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}
