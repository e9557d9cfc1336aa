import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayInItaly, registryContext, tenantIdSchema } from '@stanza/core';
import { makeArgon2PasswordHasher, makeSecretBox, secretKeySchema } from '@stanza/gateways';
import { makeEnteSetup, makePool, migrate, type Pool } from '@stanza/postgres';
import { readStartConfig } from '../config.ts';
import { freePort } from '../postgres/free-port.ts';
import { demoId } from '../seed/demo-id.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { childEnvironment, WEB_MAIN, WORKER_MAIN, webEnvironment } from '../start/child-environment.ts';
import { prepareFolders } from '../start/prepare-folders.ts';
import { prepareSecretKey } from '../start/prepare-secret-key.ts';
import { prepareStorageKey } from '../start/prepare-storage-key.ts';
import { bareEnvironment } from '../testing/config.ts';
import { makePublicTempFolder } from '../testing/public-temp-folder.ts';
import { keepAlive, type Mortal } from './mortal.ts';
import { keepPostgresAlive } from './mortal-postgres.ts';
import { REGISTRY_PASSWORD, registrySettings } from './troubled-registry.ts';

/** The enti of the run: the first keeps its protocol in the portal, the second has a DOCAREA registry. */
export const ENTI = [
  { slug: 'rovereto', name: 'Comune di Rovereto' },
  { slug: 'tre-ville', name: 'Comune di Tre Ville' },
] as const;
export const OUTSIDE = 'tre-ville';

/** The whole portal, each process of which can be killed. */
export interface PortalUnderFire {
  readonly origin: string;
  readonly adminUrl: string;
  readonly web: Mortal;
  readonly worker: Mortal;
  readonly postgres: Mortal;
  /** Where the processes write what they log. */
  readonly logFile: string;
  /** Ends everything. @param keep leaves database, files and log where they are */
  close(keep: boolean): Promise<void>;
}

const seed = async (admin: Pool, secretKey: string, registryUrl: string): Promise<void> => {
  const [setup, secretBox] = [makeEnteSetup(admin), makeSecretBox(secretKeySchema.parse(secretKey))];
  const hasher = makeArgon2PasswordHasher();
  await seedDemo({ setup, hasher, secretBox, today: dayInItaly(new Date()), say: () => undefined });
  const ente = tenantIdSchema.parse(demoId(OUTSIDE));
  const sealed = secretBox.seal(registryContext(ente, 'docarea'), JSON.stringify({ password: REGISTRY_PASSWORD }));
  await setup.saveRegistryChoice(ente, null, { kind: 'docarea', settings: registrySettings(registryUrl), sealed });
};

/** @param urls of the mail server and of the registry */
export const openPortalUnderFire = async (urls: {
  readonly smtp: string;
  readonly registry: string;
}): Promise<PortalUnderFire> => {
  const folder = await makePublicTempFolder();
  const port = await freePort();
  const settings = { DATA_DIR: join(folder, 'dati'), PORT: String(port), SMTP_URL: urls.smtp };
  const config = readStartConfig({ ...bareEnvironment(), ...settings, NODE_ENV: 'development' });
  const { storageDir } = await prepareFolders(config.dataDir);
  const postgres = await keepPostgresAlive(join(folder, 'postgres'));
  const { appUrl, queueUrl } = await migrate({ adminUrl: postgres.adminUrl });
  const keys = { secretKey: await prepareSecretKey(config), storageKey: await prepareStorageKey(config) };
  const admin = makePool(postgres.adminUrl, { max: 1 });
  await seed(admin, keys.secretKey, urls.registry).finally(() => admin.end());

  const ended = new Promise<void>(() => undefined);
  const database = {
    name: 'PostgreSQL',
    adminUrl: postgres.adminUrl,
    appUrl,
    queueUrl,
    ended,
    stop: postgres.stop,
  } as const;
  const environment = childEnvironment(config, database, storageDir, keys);
  const logFile = join(folder, 'log');
  const log = createWriteStream(logFile);
  const web = keepAlive('web', WEB_MAIN, { ...environment, ...webEnvironment(config) }, log);
  const worker = keepAlive('worker', WORKER_MAIN, environment, log);
  return {
    origin: `http://127.0.0.1:${port}`,
    adminUrl: postgres.adminUrl,
    web,
    worker,
    postgres,
    logFile,
    async close(keep) {
      await Promise.all([web.stop(), worker.stop()]);
      await postgres.stop();
      log.end();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
};
