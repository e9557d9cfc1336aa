import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { readTestConfig } from './config.ts';

/**
 * Declares a suite of tests that drive a real browser: one Chromium for the suite, started before it and closed after.
 * Where the run found no Chromium, it says so loudly and shows the suite as skipped.
 *
 * @param define declares the tests; the browser it is handed is there only once a test runs
 */
export function describeBrowser(name: string, define: (browser: () => Browser) => void): void {
  const executablePath = readTestConfig().STANZA_TEST_CHROMIUM;
  if (executablePath === undefined) {
    console.warn(
      `\n*** TEST CON IL BROWSER SALTATI: «${name}» ***\n` +
        'Nessun Chromium trovato: installatelo (per esempio: apt-get install chromium) o indicatelo con CHROMIUM_PATH.\n' +
        '*** BROWSER TESTS SKIPPED: no Chromium was found. ***\n',
    );
    describe(name, () => it.skip('SKIPPED: no Chromium was found', () => undefined));
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchChromium(executablePath);
    });
    afterAll(async () => {
      await browser?.close();
    });
    define(() => {
      if (browser === undefined) throw new Error('the browser is started before the tests, not while declaring them');
      return browser;
    });
  });
}
