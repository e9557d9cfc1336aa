import { writeFileSync } from 'node:fs';
import { readTestConfig } from './config.ts';

/** What is used here of the result that Jest hands to its reporters. */
interface RunResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Test files that could not be run at all, whose tests Jest cannot count. */
  readonly numRuntimeErrorTestSuites: number;
  /** Tests that were skipped, as those of the browser are where there is none. */
  readonly numPendingTests: number;
}

/** A Jest reporter that leaves the counts of a run in the file named by `TEST_COUNTS_FILE`, for `.ci/run`. */
export default class CountReporter {
  onRunComplete(_contexts: unknown, result: RunResult): void {
    const { TEST_COUNTS_FILE: file } = readTestConfig();
    if (file === undefined) return;
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    const skipped = result.numPendingTests === 0 ? '' : `, ${result.numPendingTests} skipped`;
    writeFileSync(file, `${result.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
}
