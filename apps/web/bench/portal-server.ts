import { DEFAULT_DRAFT_DAYS, DEFAULT_FILE_ALLOWANCE } from '@stanza/core';
import { loadTerritory } from '@stanza/gateways';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { z } from 'zod';
import { buildApp } from '../src/app.ts';
import { makeContainer } from '../src/composition/container.ts';
import { poolToken, portalToken } from '../src/composition/tokens.ts';
import { loggerOptions } from '../src/http/logger-options.ts';
import { serve } from './serve.ts';

// The portal in production mode, where citizens cannot sign in yet: its users are signed in beforehand.
const options = z
  .object({ databaseAppUrl: z.string(), storageDir: z.string() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));
const container = makeContainer(
  {
    databaseAppUrl: options.databaseAppUrl,
    storage: testStorage(options.storageDir),
    clamd: null,
    signInKeysDir: options.storageDir,
    trustListFile: '/nowhere',
    signInKeys: new Map(),
    portalUrl: 'https://stanza.example',
    secretKey: testSecretKey,
    mode: 'production',
    host: '127.0.0.1',
    port: 0,
    mailInDatabase: false,
    portalAddress: null,
    draftDays: DEFAULT_DRAFT_DAYS,
    fileAllowance: DEFAULT_FILE_ALLOWANCE,
    trustProxy: false,
  },
  await loadTerritory(),
  null,
  console,
);
const { server } = await buildApp({
  portal: container.get(portalToken),
  mailbox: null,
  mode: 'production',
  secure: true,
  trustProxy: false,
  logger: loggerOptions('production'),
});
await serve(server, () => container.get(poolToken).end());
