import { z } from 'zod';
import type { S3Config } from './s3-settings.ts';
import { type StorageKeys, storageKeysSchema } from './storage-key.ts';

/** Where files are, as environment variables, with what the person at the terminal is told of a wrong value. */
export const storageSettings = {
  STORAGE_DIR: z.string({ error: 'deve essere una cartella' }).min(1, { error: 'deve essere una cartella' }),
  STORAGE_KEY: storageKeysSchema,
};

/** Where files are, and what they are sealed with; web and worker must be told the same. */
export interface StorageConfig {
  /** Absolute path of the folder of the files; where they are in a bucket, of those on their way to it. */
  readonly directory: string;
  readonly s3: S3Config | null;
  readonly keys: StorageKeys;
}

/** @param settings read by `storageSettings` and `s3Schema` */
export const storageConfigOf = (
  settings: z.infer<z.ZodObject<typeof storageSettings>> & { readonly s3: S3Config | null },
): StorageConfig => ({
  s3: settings.s3,
  directory: settings.STORAGE_DIR,
  keys: settings.STORAGE_KEY,
});
