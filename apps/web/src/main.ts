import { setTimeout as after } from 'node:timers/promises';
import { loadTerritory } from '@stanza/gateways';
import { z } from 'zod';
import { type App, buildApp } from './app.ts';
import { makeContainer } from './composition/container.ts';
import { loadTestFederation } from './composition/load-test-federation.ts';
import { logOf } from './composition/log-of.ts';
import { mailboxToken, poolToken, portalToken, tenantsToken } from './composition/tokens.ts';
import { warnOfUnknownKeys } from './composition/warn-of-unknown-keys.ts';
import { readWebConfig } from './config.ts';
import { loggerOptions } from './http/logger-options.ts';

/** What has not ended by then is cut off: whoever stops us is waiting. */
const STOP_TIMEOUT_MS = 8_000;

const run = async (): Promise<void> => {
  const config = readWebConfig();
  const testFederation = await loadTestFederation(config, () => config.portalUrl);
  const running: { server: App['server'] | null } = { server: null };
  const log = logOf(() => running.server);
  const container = makeContainer(config, await loadTerritory(), testFederation, log);
  const { server } = await buildApp({
    portal: container.get(portalToken),
    mailbox: container.get(mailboxToken),
    mode: config.mode,
    secure: config.mode === 'production',
    trustProxy: config.trustProxy,
    logger: loggerOptions(config.mode),
  });
  running.server = server;
  server.addHook('onClose', () => container.get(poolToken).end());
  await server.listen({ host: config.host, port: config.port });
  const stop = async () => {
    await Promise.race([server.close(), after(STOP_TIMEOUT_MS)]);
    process.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, stop);
  process.send?.('ready');
  // Only advice: a database that does not answer now is told by the pages.
  await warnOfUnknownKeys(config.signInKeys, container.get(tenantsToken), log).catch(() => undefined);
};

const sentence = (error: unknown): string => {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  return error.issues.map(({ path, message }) => `Impostazione non valida: ${path.join('.')} ${message}.`).join('\n');
};

await run().catch((error: unknown) => {
  process.stderr.write(`${sentence(error)}\n`);
  process.exit(1);
});
