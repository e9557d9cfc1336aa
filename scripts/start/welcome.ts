import type { StartConfig } from '../config.ts';
import type { DemoCredential } from '../seed/demo-credential.ts';
import { sayCodes } from './demo-codes.ts';
import { listeningAddress } from './listening-address.ts';
import type { Say } from './say.ts';

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
