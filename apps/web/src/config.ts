import { isIPv6 } from 'node:net';
import { DEFAULT_FILE_ALLOWANCE, type FileAllowance } from '@stanza/core';
import {
  bytesOfGigabytes,
  type ClamdAddress,
  clamdSettings,
  type EnvironmentKeys,
  environmentKeysSchema,
  limitSettings,
  type SecretKey,
  type StorageConfig,
  s3Schema,
  secretKeySchema,
  storageConfigOf,
  storageSettings,
} from '@stanza/gateways';
import { z } from 'zod';

const PORT_ERROR = { error: 'deve essere un numero da 0 a 65535' };

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number(PORT_ERROR).int(PORT_ERROR).min(0, PORT_ERROR).max(65_535, PORT_ERROR).default(3000),
    DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/u, error: 'deve essere un indirizzo postgres://' }),
    STANZA_SECRET_KEY: secretKeySchema,
    ...storageSettings,
    SMTP_URL: z.string().optional(),
    MAIL_FROM: z.email({ error: 'deve essere l’indirizzo e-mail da cui scrive il portale' }).optional(),
    PORTAL_URL: z.url({ protocol: /^https?$/u, error: 'deve essere un indirizzo http o https' }).optional(),
    SIGN_IN_KEYS_DIR: z.string({ error: 'deve essere una cartella' }).min(1),
    TRUST_LIST_FILE: z.string({ error: 'deve essere un file' }).min(1),
    ...limitSettings,
    ...clamdSettings,
    TRUST_PROXY: z.stringbool({ error: 'deve essere true o false' }).default(false),
  })
  .and(s3Schema);

/** The settings of the web server. */
export interface WebConfig {
  readonly mode: 'development' | 'production' | 'test';
  readonly host: string;
  /** 0 asks for any free port. */
  readonly port: number;
  /** Connection string of the restricted role. */
  readonly databaseAppUrl: string;
  /** What second factors are sealed with and links of invitations derived from; the worker must be told the same. */
  readonly secretKey: SecretKey;
  readonly storage: StorageConfig;
  /** Where files are scanned for viruses, and what becomes of one that could not be; null when they are not. */
  readonly clamd: { readonly address: ClamdAddress; readonly ifUnavailable: 'accept' | 'hold' } | null;
  /** The keys that the enti sign their requests to SPID and CIE with. */
  readonly signInKeysDir: string;
  /** Those of them that are settings. */
  readonly signInKeys: EnvironmentKeys;
  /** The authorities whose certificates of signature are trusted; it need not be there. */
  readonly trustListFile: string;
  /** Address of the portal, without a slash at its end. */
  readonly portalUrl: string;
  /** What the portal writes mails from, in whose domain no ente has its sender; null where it has none. The worker must be told the same. */
  readonly portalAddress: string | null;
  /** Days that a draft is kept after it was last saved; the worker must be told the same. */
  readonly draftDays: number;
  /** How much of a citizen's is kept. */
  readonly fileAllowance: FileAllowance;
  /** There is no mail server, so the worker keeps the messages in the database. */
  readonly mailInDatabase: boolean;
  /** A proxy stands in front and says who the client is. */
  readonly trustProxy: boolean;
}

/**
 * Reads the settings from environment variables; an empty one counts as absent.
 * @throws z.ZodError with a sentence for each setting that is wrong
 */
export const readWebConfig = (environment: NodeJS.ProcessEnv = process.env): WebConfig => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const settings = schema.parse(given);
  return {
    mode: settings.NODE_ENV,
    host: settings.HOST,
    port: settings.PORT,
    databaseAppUrl: settings.DATABASE_APP_URL,
    secretKey: settings.STANZA_SECRET_KEY,
    storage: storageConfigOf(settings),
    clamd:
      settings.CLAMD_URL === undefined ? null : { address: settings.CLAMD_URL, ifUnavailable: settings.CLAMD_DOWN },
    signInKeysDir: settings.SIGN_IN_KEYS_DIR,
    trustListFile: settings.TRUST_LIST_FILE,
    signInKeys: environmentKeysSchema.parse(given),
    portalUrl: (
      settings.PORTAL_URL ?? `http://${isIPv6(settings.HOST) ? `[${settings.HOST}]` : settings.HOST}:${settings.PORT}`
    ).replace(/\/+$/u, ''),
    portalAddress: settings.MAIL_FROM ?? null,
    draftDays: settings.DRAFT_DAYS,
    fileAllowance: {
      ...DEFAULT_FILE_ALLOWANCE,
      files: settings.CITIZEN_FILES,
      bytes: bytesOfGigabytes(settings.CITIZEN_GB),
    },
    mailInDatabase: settings.SMTP_URL === undefined,
    trustProxy: settings.TRUST_PROXY,
  };
};
