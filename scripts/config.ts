import { join, resolve } from 'node:path';
import {
  clamdSettings,
  type EnvironmentKeys,
  environmentKeysSchema,
  isLoopback,
  isSignInKeySetting,
  limitSettings,
  s3Schema,
  secretKeySchema,
  storageKeysSchema,
} from '@stanza/gateways';
import { z } from 'zod';
import { UserFacingError } from './user-facing-error.ts';

/** Where a database is: host and port, or the folder of its socket. Empty when the address does not say it. */
export const databaseHost = (databaseUrl: string): string => {
  const { host, searchParams } = new URL(databaseUrl);
  return host || (searchParams.get('host') ?? '');
};

/** Web and worker read it; here it stays as it was given, and a wrong one is told before anything is started. */
const asIn =
  (schema: z.ZodType) =>
  (text: string, context: z.RefinementCtx): void => {
    const [issue] = schema.safeParse(text).error?.issues ?? [];
    if (issue !== undefined) context.addIssue({ code: 'custom', message: issue.message });
  };

/** Each setting with what the person at the terminal is told when its value will not do. */
const configSchema = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'deve essere un indirizzo come postgres://utente:password@host:5432/nome',
    })
    .refine((url) => databaseHost(url) !== '', { error: 'deve dire su quale host è il database' })
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'deve essere un indirizzo come smtp://utente:password@host:587' })
    .optional(),
  PORT: z.coerce
    .number({ error: 'deve essere un numero da 1 a 65535' })
    .int({ error: 'deve essere un numero da 1 a 65535' })
    .min(1, { error: 'deve essere un numero da 1 a 65535' })
    .max(65_535, { error: 'deve essere un numero da 1 a 65535' })
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PORTAL_URL: z
    .url({ protocol: /^https?$/, error: 'deve essere l’indirizzo del portale, come https://portale.it' })
    .optional(),
  STANZA_SECRET_KEY: z.string().superRefine(asIn(secretKeySchema)).optional(),
  STORAGE_KEY: z.string().superRefine(asIn(storageKeysSchema)).optional(),
  DATA_DIR: z.string().default('.data'),
  SIGN_IN_KEYS_DIR: z.string().optional(),
  TRUST_LIST_FILE: z.string().optional(),
  TRUST_PROXY: z.stringbool({ error: 'deve essere true o false' }).default(false),
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'deve essere development, production o test' })
    .default('development'),
});

/** The settings of `npm start`. */
export interface StartConfig {
  /** Administrator's connection string; undefined means the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where people reach the portal when that is not `host` and `port`, as behind a proxy. */
  readonly portalUrl: string | undefined;
  /** Undefined means the one that is kept in the folder of the data. */
  readonly secretKey: string | undefined;
  /** The same, of what the files are sealed with. */
  readonly storageKey: string | undefined;
  /** Absolute path of the folder of the embedded database and of the attachments. */
  readonly dataDir: string;
  /** Absolute path of the folder of the keys that the enti sign their messages to SPID and CIE with. */
  readonly signInKeysDir: string;
  /** Those of them that are settings. */
  readonly signInKeys: EnvironmentKeys;
  /** Absolute path of the file with the authorities whose certificates of signature are trusted; it need not be there. */
  readonly trustListFile: string;
  /** A proxy stands in front and says who the client is. */
  readonly trustProxy: boolean;
  readonly mode: 'development' | 'production' | 'test';
  /** The same as they were given, for the web server, which alone signs with them. */
  readonly signInKeySettings: NodeJS.ProcessEnv;
  /** The environment that web and worker inherit: ours without the settings, which they get in their own form. */
  readonly inheritedEnvironment: NodeJS.ProcessEnv;
}

const notValid = ({ issues: [issue] }: z.ZodError): UserFacingError =>
  new UserFacingError(`Impostazione non valida: ${issue?.path.join('.')} ${issue?.message}.`);

/**
 * Reads the settings from environment variables; an empty one counts as absent.
 *
 * @throws UserFacingError naming the first setting that is wrong or missing; its value, which may hold a password, is not repeated
 */
export function readStartConfig(environment: NodeJS.ProcessEnv = process.env): StartConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  // Web and worker read the limits, the bucket and the scanner themselves; a wrong one is told before anything is started.
  const parsed = configSchema
    .extend({ ...limitSettings, ...clamdSettings })
    .and(s3Schema)
    .safeParse(given);
  if (!parsed.success) throw notValid(parsed.error);
  const keys = environmentKeysSchema.safeParse(given);
  if (!keys.success) throw notValid(keys.error);
  if (parsed.data.NODE_ENV === 'production' && parsed.data.SMTP_URL === undefined) {
    throw new UserFacingError('Impostazione mancante: in produzione serve SMTP_URL, il server che spedisce la posta.');
  }
  if (parsed.data.NODE_ENV === 'production' && parsed.data.STANZA_SECRET_KEY === undefined) {
    throw new UserFacingError(
      'Impostazione mancante: in produzione serve STANZA_SECRET_KEY, una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32».',
    );
  }
  const {
    DATABASE_URL,
    SMTP_URL,
    PORT,
    HOST,
    PORTAL_URL,
    DATA_DIR,
    SIGN_IN_KEYS_DIR,
    TRUST_LIST_FILE,
    TRUST_PROXY,
    NODE_ENV,
  } = parsed.data;
  if (NODE_ENV !== 'production' && !isLoopback(HOST)) {
    throw new UserFacingError(
      'Impostazione non valida: HOST deve essere un indirizzo di questo computer, come 127.0.0.1, perché con le identità di prova si entra senza password; un altro va bene solo con NODE_ENV=production.',
    );
  }
  const settings = new Set(Object.keys(configSchema.shape));
  const only = (isWanted: (name: string) => boolean): NodeJS.ProcessEnv =>
    Object.fromEntries(Object.entries(environment).filter(([name]) => isWanted(name)));
  return {
    databaseUrl: DATABASE_URL,
    smtpUrl: SMTP_URL,
    host: HOST,
    port: PORT,
    portalUrl: PORTAL_URL,
    secretKey: parsed.data.STANZA_SECRET_KEY,
    storageKey: parsed.data.STORAGE_KEY,
    dataDir: resolve(DATA_DIR),
    signInKeys: keys.data,
    signInKeysDir: resolve(SIGN_IN_KEYS_DIR ?? join(DATA_DIR, 'identita')),
    trustListFile: resolve(TRUST_LIST_FILE ?? join(DATA_DIR, 'firme', 'autorita.pem')),
    trustProxy: TRUST_PROXY,
    mode: NODE_ENV,
    signInKeySettings: only(isSignInKeySetting),
    inheritedEnvironment: only((name) => !settings.has(name) && !isSignInKeySetting(name)),
  };
}
