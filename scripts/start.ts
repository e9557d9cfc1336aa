/** `npm start`: runs the whole portal in the foreground until Ctrl-C. */
import { debuglog } from 'node:util';
import { readStartConfig } from './config.ts';
import { runPortal } from './start/run-portal.ts';
import { UserFacingError } from './user-facing-error.ts';

/** The stack, for who looks for it: NODE_DEBUG=stanza. */
const detail = debuglog('stanza');

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
  console.error(
    error instanceof UserFacingError
      ? error.message
      : `Il portale si è fermato per un errore che il programma non prevede: ${String(error)}.`,
  );
  detail('%o', error);
  process.exitCode = 1;
}
