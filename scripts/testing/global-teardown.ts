import { rm } from 'node:fs/promises';

/** Runs once after all test files, also when some failed. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.stanzaTestCluster?.close();
  const folder = globalThis.stanzaCompiledFolder;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
