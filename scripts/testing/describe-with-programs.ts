import { describe, it } from '@jest/globals';

/** What a suite of tests cannot do without. */
export interface NeededPrograms {
  /** Names of what is not here; none is what the suite needs. */
  readonly missing: readonly string[];
  /** What they are, for the heading. */
  readonly called: string;
  /** The packages of Debian that bring them. */
  readonly packages: string;
}

/**
 * Declares a suite of tests that let programs of others judge what we write. Where something of them is missing, it says so loudly
 * and shows the suite as skipped.
 */
export function describeWithPrograms(
  name: string,
  { missing, called, packages }: NeededPrograms,
  define: () => void,
): void {
  if (missing.length === 0) {
    describe(name, define);
    return;
  }
  console.warn(
    `\n*** TEST CON ${called.toUpperCase()} SALTATI: «${name}» ***\n` +
      `Manca: ${missing.join(', ')}. Installate: apt-get install ${packages}\n` +
      `*** TESTS WITH ${called.toUpperCase()} SKIPPED: missing. ***\n`,
  );
  describe(name, () => it.skip(`SKIPPED: ${called} missing`, () => undefined));
}
