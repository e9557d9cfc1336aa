import { createInterface } from 'node:readline';
import { oneTimeCodeAt } from '@stanza/gateways';
import type { DemoCredential } from '../seed/demo-credential.ts';
import type { Say } from './say.ts';

/**
 * Says the codes that the invented administrators, who have no phone, would read in their app now; and the keys, for whoever would
 * rather have them in an app of their own. A code is good for some thirty seconds, and once.
 */
export function sayCodes(say: Say, credentials: readonly DemoCredential[]): void {
  say('Gli amministratori entrano anche con un codice (premete Invio per averne di nuovi):');
  for (const { username, secondFactor } of credentials) {
    if (secondFactor === null) continue;
    say(`  ${username}: ${oneTimeCodeAt(secondFactor, new Date())}, chiave per l’app ${secondFactor}`);
  }
}

/** Says new codes each time somebody at the terminal presses Enter, until `signal` is aborted. */
export function sayCodesOnEnter(say: Say, credentials: readonly DemoCredential[], signal: AbortSignal): void {
  if (credentials.length === 0 || !process.stdin.isTTY) return;
  // Not as a terminal, or Ctrl-C would no longer reach this process.
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on('line', () => sayCodes(say, credentials));
  signal.addEventListener('abort', () => lines.close());
  process.stdin.unref();
}
