import type { Ids } from '@stanza/core';
import { v7 } from 'uuid';

/** Identifiers whose order is that of their making (RFC 9562, version 7), so that indexes grow at one end. */
export const makeUuidV7Ids = (): Ids => ({ next: () => v7() });
