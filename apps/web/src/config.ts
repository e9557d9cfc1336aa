import { DEFAULT_DRAFT_DAYS, DEFAULT_FILE_ALLOWANCE, type FileAllowance } from '@stanza/core';
import { type SecretKey, secretKeySchema } from '@stanza/gateways';
import { z } from 'zod';

const DAYS_ERROR = { error: 'deve essere un numero di giorni da 30 a 3650' };
const FILES_ERROR = { error: 'deve essere un numero di file da 1 a 1000000' };
const GIBIBYTES_ERROR = { error: 'deve essere un numero di GB da 1 a 1000' };
const PORT_ERROR = { error: 'deve essere un numero da 0 a 65535' };

const GIBIBYTE = 1024 ** 3;

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number(PORT_ERROR).int(PORT_ERROR).min(0, PORT_ERROR).max(65_535, PORT_ERROR).default(3000),
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/u, error: 'deve essere un indirizzo postgres://' }),
  STANZA_SECRET_KEY: secretKeySchema,
  STORAGE_DIR: z.string({ error: 'deve essere una cartella' }).min(1),
  SMTP_URL: z.string().optional(),
  DRAFT_DAYS: z.coerce
    .number(DAYS_ERROR)
    .int(DAYS_ERROR)
    .min(30, DAYS_ERROR)
    .max(3650, DAYS_ERROR)
    .default(DEFAULT_DRAFT_DAYS),
  CITIZEN_FILES: z.coerce
    .number(FILES_ERROR)
    .int(FILES_ERROR)
    .min(1, FILES_ERROR)
    .max(1_000_000, FILES_ERROR)
    .default(DEFAULT_FILE_ALLOWANCE.files),
  CITIZEN_GB: z.coerce
    .number(GIBIBYTES_ERROR)
    .int(GIBIBYTES_ERROR)
    .min(1, GIBIBYTES_ERROR)
    .max(1000, GIBIBYTES_ERROR)
    .default(DEFAULT_FILE_ALLOWANCE.bytes / GIBIBYTE),
  TRUST_PROXY: z.stringbool({ error: 'deve essere true o false' }).default(false),
});

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
  readonly storageDir: string;
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
    storageDir: settings.STORAGE_DIR,
    draftDays: settings.DRAFT_DAYS,
    fileAllowance: {
      ...DEFAULT_FILE_ALLOWANCE,
      files: settings.CITIZEN_FILES,
      bytes: settings.CITIZEN_GB * GIBIBYTE,
    },
    mailInDatabase: settings.SMTP_URL === undefined,
    trustProxy: settings.TRUST_PROXY,
  };
};
