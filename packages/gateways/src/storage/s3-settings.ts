import { z } from 'zod';

/** What a bucket is reached with, as environment variables, with what the person at the terminal is told of a wrong value. */
const s3Settings = {
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/u, error: 'deve essere l’indirizzo del servizio, come https://s3.example.it' })
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u, { error: 'deve essere il nome di un bucket' })
    .optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
};

/** A bucket where files are kept. */
export interface S3Config {
  /** Undefined means that of Amazon for the region. */
  readonly endpoint: string | undefined;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const NEEDED = ['S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** Reads the `S3_…` settings. None of them means no bucket; with one, all but `S3_ENDPOINT` must be there. */
export const s3Schema = z.object(s3Settings).transform((settings, context): { readonly s3: S3Config | null } => {
  if (Object.values(settings).every((value) => value === undefined)) return { s3: null };
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings;
  if (!S3_BUCKET || !S3_REGION || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) {
    const path = NEEDED.filter((name) => !settings[name]).slice(0, 1);
    context.addIssue({ code: 'custom', path, message: 'manca: serve per tenere i file in un bucket' });
    return z.NEVER;
  }
  return {
    s3: {
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    },
  };
});
