import { ok, type Result, refuse } from '@stanza/core';
import {
  limitSettings,
  type SecretKey,
  type StorageConfig,
  s3Schema,
  secretKeySchema,
  storageConfigOf,
  storageSettings,
} from '@stanza/gateways';
import { z } from 'zod';
import { type DkimConfig, dkimSchema } from './mail/dkim-settings.ts';

const DATABASE = z.url({ protocol: /^postgres(ql)?$/u, error: 'deve essere un indirizzo postgres://' });

/** Each setting with what the person at the terminal is told when its value will not do. */
const schema = z
  .object({
    NODE_ENV: z
      .enum(['development', 'production', 'test'], { error: 'deve essere development, production o test' })
      .default('development'),
    PORTAL_URL: z.url({ protocol: /^https?$/u, error: 'deve essere l’indirizzo del portale, come https://portale.it' }),
    DATABASE_APP_URL: DATABASE,
    DATABASE_QUEUE_URL: DATABASE,
    STANZA_SECRET_KEY: secretKeySchema,
    ...storageSettings,
    SMTP_URL: z
      .url({ protocol: /^smtps?$/u, error: 'deve essere un indirizzo come smtp://utente:password@host:587' })
      .optional(),
    MAIL_FROM: z.email({ error: 'deve essere l’indirizzo e-mail da cui scrive il portale' }).optional(),
    DRAFT_DAYS: limitSettings.DRAFT_DAYS,
  })
  .and(s3Schema)
  .and(dkimSchema);

/** The settings of the worker. */
export interface WorkerConfig {
  readonly mode: 'development' | 'production' | 'test';
  /** Address of the portal without a slash at the end: it begins the links in mails and documents. */
  readonly portalUrl: string;
  /** Connection string of the restricted role. */
  readonly databaseAppUrl: string;
  /** Connection string of the role that takes jobs from the queue. */
  readonly databaseQueueUrl: string;
  /** What links of invitations are derived from; the web server must be told the same. */
  readonly secretKey: SecretKey;
  readonly storage: StorageConfig;
  /** Null keeps the messages in the database instead of sending them. */
  readonly smtpUrl: string | null;
  /** What mails of enti without an address of their own are from; null when that is the ente's e-mail. */
  readonly portalAddress: string | null;
  /** Null sends them without a signature. */
  readonly dkim: DkimConfig | null;
  /** Days that a draft is kept after it was last saved. */
  readonly draftDays: number;
}

/** `sentence` is for the person at the terminal; it never repeats a value, which may hold a password. */
interface BadSetting {
  readonly code: 'bad_setting';
  readonly sentence: string;
}

const badSetting = (sentence: string) => refuse<BadSetting>({ code: 'bad_setting', sentence });

/**
 * Reads the settings from environment variables; an empty one counts as absent. In production there must be a mail
 * server: messages to citizens that stay in the database would be messages lost.
 */
export const readWorkerConfig = (environment: NodeJS.ProcessEnv = process.env): Result<WorkerConfig, BadSetting> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return badSetting(`Impostazione non valida: ${issue?.path.join('.')} ${issue?.message}.`);
  }
  const settings = parsed.data;
  if (settings.NODE_ENV === 'production' && settings.SMTP_URL === undefined) {
    return badSetting('Impostazione mancante: in produzione serve SMTP_URL, il server che spedisce la posta.');
  }
  return ok({
    mode: settings.NODE_ENV,
    portalUrl: settings.PORTAL_URL.replace(/\/+$/u, ''),
    databaseAppUrl: settings.DATABASE_APP_URL,
    databaseQueueUrl: settings.DATABASE_QUEUE_URL,
    secretKey: settings.STANZA_SECRET_KEY,
    storage: storageConfigOf(settings),
    smtpUrl: settings.SMTP_URL ?? null,
    portalAddress: settings.MAIL_FROM ?? null,
    dkim: settings.dkim,
    draftDays: settings.DRAFT_DAYS,
  });
};
