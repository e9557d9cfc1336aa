import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bareEnvironment } from '../../../../../../scripts/testing/config.ts';
import type { SigningKey } from '../signing-key.ts';

/** Debian's own interpreter: the one that its package python3-pysaml2 is for, whatever other stands in the path. */
const PYTHON = '/usr/bin/python3';
const PYSAML2 = '/usr/lib/python3/dist-packages/saml2';
const PROGRAM = join(import.meta.dirname, 'pysaml2_provider.py');

/** Names of what is missing here of the independent provider; none is what its tests need. */
export const missingPysaml2 = (): readonly string[] => [PYTHON, PYSAML2].filter((path) => !existsSync(path));

/** A partner that shares no code with ours. */
export interface Pysaml2Provider {
  readonly entityId: string;
  readonly key: SigningKey;
  /** What we are, as it knows it. */
  readonly metadata: string;
}

/** The program while it runs: to begin costs it seconds. */
export interface Pysaml2 {
  /**
   * Has a provider do some things, each with the arguments that its function of `pysaml2_provider.py` takes.
   * @returns the result of each, or `problem` with its own words
   * @throws Error when it cannot even begin, as when it cannot read what we are
   */
  ask(
    provider: Pysaml2Provider,
    ...actions: readonly (readonly [name: string, given: object])[]
  ): Promise<readonly unknown[]>;
  close(): void;
}

/** Starts the program; whoever starts it closes it. */
export const openPysaml2 = (): Pysaml2 => {
  const child = spawn(PYTHON, ['-I', PROGRAM], { env: bareEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (said: string) => {
    complaints += said;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask({ entityId, key, metadata }, ...actions) {
      child.stdin.write(`${JSON.stringify({ entityId, ...key, metadata, actions })}\n`);
      const line = await lines.next();
      const results: unknown = line.done ? null : JSON.parse(line.value);
      if (!Array.isArray(results)) throw new Error(`pysaml2: ${complaints}`);
      return results;
    },
    close() {
      child.stdin.end();
    },
  };
};
