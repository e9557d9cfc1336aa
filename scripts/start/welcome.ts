import type { StartConfig } from '../config.ts';
import { sayCodes } from './demo-codes.ts';
import { listeningAddress } from './listening-address.ts';

/** Prints one line for the person at the terminal. */
export type Say = (line: string) => void;

/** How to sign in as one of the invented members of staff. */
export interface DemoCredential {
  /** Name of the Comune. */
  readonly ente: string;
  /** In Italian, as it is printed: "operatore", "amministratore". */
  readonly role: string;
  readonly username: string;
  readonly password: string;
  /** The key of the authenticator app, in base32; null for who has no second factor. */
  readonly secondFactor: string | null;
}

/** Says that the portal is ready, where it is, and how to try it. */
export function welcome(say: Say, config: StartConfig, credentials: readonly DemoCredential[]): void {
  const address = listeningAddress(config);
  say('');
  say(`La Stanza del Cittadino è pronta: ${address}/`);
  if (credentials.length > 0) {
    say('Credenziali dimostrative del personale:');
    for (const { ente, role, username, password } of credentials) {
      say(`  ${ente}, ${role}: ${username} / ${password}`);
    }
    sayCodes(say, credentials);
  }
  if (config.mode !== 'production' && config.smtpUrl === undefined) {
    say(`Posta inviata dal portale: ${address}/sviluppo/posta`);
  }
  say('Per fermare tutto premete Ctrl-C.');
}
