/** `npm start`: runs the whole portal in the foreground until Ctrl-C. */
import { readStartConfig } from './config.ts';
import { runPortal } from './start/run-portal.ts';
import { UserFacingError } from './user-facing-error.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The handler stays for good, so that an impatient second Ctrl-C does not cut the closing short.
  process.on(signal, () => {
    if (!interruption.signal.aborted) console.log('\nChiusura in corso…');
    interruption.abort();
  });
}

try {
  await runPortal(readStartConfig(), console.log, interruption.signal);
  console.log('Tutto fermo.');
} catch (error) {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
