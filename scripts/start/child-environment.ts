import { join } from 'node:path';
import type { StartConfig } from '../config.ts';
import { listeningAddress } from './listening-address.ts';
import type { PortalDatabase } from './open-database.ts';

const APPS = join(import.meta.dirname, '../../apps');

/** Absolute paths of the main modules. */
export const WEB_MAIN = join(APPS, 'web/src/main.ts');
export const WORKER_MAIN = join(APPS, 'worker/src/main.ts');

/** The environment that web and worker share; they never get the connection string of the database's administrator. */
export function childEnvironment(
  config: StartConfig,
  database: PortalDatabase,
  storageDir: string,
  keys: { readonly secretKey: string; readonly storageKey: string },
): NodeJS.ProcessEnv {
  return {
    NODE_COMPILE_CACHE: join(config.dataDir, 'compiled'), // processes, and their threads, start in two thirds of the time
    ...config.inheritedEnvironment,
    NODE_ENV: config.mode,
    HOST: config.host,
    PORT: String(config.port),
    TRUST_PROXY: String(config.trustProxy),
    PORTAL_URL: config.portalUrl ?? listeningAddress(config),
    DATABASE_APP_URL: database.appUrl,
    DATABASE_QUEUE_URL: database.queueUrl,
    STORAGE_DIR: storageDir,
    STANZA_SECRET_KEY: keys.secretKey,
    STORAGE_KEY: keys.storageKey,
    ...(config.smtpUrl === undefined ? {} : { SMTP_URL: config.smtpUrl }),
  };
}

/** What the web server is given besides: where the keys are that it signs with, those that are settings, and whose signatures it trusts. */
export const webEnvironment = (config: StartConfig): NodeJS.ProcessEnv => ({
  ...config.signInKeySettings,
  SIGN_IN_KEYS_DIR: config.signInKeysDir,
  TRUST_LIST_FILE: config.trustListFile,
});
