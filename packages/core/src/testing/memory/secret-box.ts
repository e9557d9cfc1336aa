import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { SecretBox } from '../../ports/secret-box.ts';
import { asBytes } from './text.ts';

const digest = (...parts: readonly string[]): string => bytesToHex(sha256(asBytes(JSON.stringify(parts))));

/** Keeps what was sealed and gives out a name for it: nobody can read it there, and a process has it for itself. */
export const makeMemorySecretBox = (key = 1, kept = new Map<string, string>()): SecretBox => {
  const derive = (context: string): string => digest('derive', String(key), context);
  return {
    seal(context, text) {
      const sealed = digest('seal', String(key), context, String(kept.size));
      kept.set(digest(sealed, context, String(key)), text);
      return sealed;
    },
    open: (context, sealed) => kept.get(digest(sealed, context, String(key))) ?? null,
    derive,
    isDerived: (context, candidate) => candidate === derive(context),
  };
};
