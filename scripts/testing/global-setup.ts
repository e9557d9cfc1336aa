import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { announceCluster, CHROMIUM_VARIABLE } from './config.ts';
import { openTestCluster, type TestCluster } from './test-cluster.ts';

declare global {
  // Handed by Jest's global setup to its global teardown, which share nothing else.
  var stanzaTestCluster: TestCluster | undefined;
  var stanzaCompiledFolder: string | undefined;
}

/** Runs once before all test files; the variables that it sets are seen by the processes that run them. */
export default async function globalSetup(): Promise<void> {
  globalThis.stanzaTestCluster = await openTestCluster();
  announceCluster(globalThis.stanzaTestCluster.doorUrl);
  // Some hundred processes and threads are started on the way, and all of them load the same modules.
  globalThis.stanzaCompiledFolder = await mkdtemp(join(tmpdir(), 'stanza-compiled-'));
  process.env.NODE_COMPILE_CACHE = globalThis.stanzaCompiledFolder;
  process.env[CHROMIUM_VARIABLE] = (await findChromium()) ?? '';
}
