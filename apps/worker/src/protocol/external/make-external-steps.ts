import type { RegistrySteps } from '@stanza/core';
import { EXTERNAL_BOOK } from './settings.ts';

/**
 * A system of the office's reads what waits and says the numbers (`docs/protocol-registries.md`): nothing is sent to anybody, so that
 * there is nothing to be in doubt about either.
 */
export const makeExternalSteps = (): RegistrySteps => ({
  book: EXTERNAL_BOOK,
  numberLater: true,
  limits: { maxFileBytes: Number.MAX_SAFE_INTEGER, maxTotalBytes: Number.MAX_SAFE_INTEGER },
  prepare: async () => null,
  attach: async (_prepared, { sha256 }) => sha256,
  commit: async () => 'later',
  find: async () => 'not-there',
});
