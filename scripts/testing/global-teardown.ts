/** Runs once after all test files, also when some failed. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.stanzaTestCluster?.close();
}
