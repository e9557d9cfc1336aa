import { randomBytes } from 'node:crypto';

const BYTES = 32;

/** An ID for a message, which nobody can guess; it begins as an xs:ID has to. */
export const makeMessageId = (): string => `_${randomBytes(BYTES).toString('hex')}`;
