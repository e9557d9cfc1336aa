import type { StartConfig } from '../config.ts';
import type { DemoCredential } from '../seed/demo-credential.ts';
import { sayCodes } from './demo-codes.ts';
import { listeningAddress } from './listening-address.ts';
import type { Say } from './say.ts';

/** Says that the portal is ready, where it is, and how to try it. @param payments address of the simulator of pagoPA; null where there is none */
export function welcome(
  say: Say,
  config: StartConfig,
  credentials: readonly DemoCredential[],
  payments: string | null,
): void {
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
  if (payments !== null) say(`Pagamenti di prova (nessuno paga davvero): ${payments}/`);
  say('Per fermare tutto premete Ctrl-C.');
}
