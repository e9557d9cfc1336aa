import { join } from 'node:path';
import type { AttachmentStorage } from '@stanza/core';
import { makeDirectoryStorage } from './make-directory-storage.ts';
import { makeEncryptedStorage } from './make-encrypted-storage.ts';
import type { NamedStorage, StorageWarning } from './named-storage.ts';
import type { S3Config } from './s3-settings.ts';
import type { StorageConfig } from './storage-settings.ts';

/** A bucket, whose client takes long to load: nobody else has it. */
const makeBucketStorage = (config: S3Config, spoolDirectory: string, warn: StorageWarning): NamedStorage => {
  const made = import('./make-s3-storage.ts').then(({ makeS3Storage }) =>
    makeS3Storage(config, { spoolDirectory, warn }),
  );
  return {
    put: async (...given) => (await made).put(...given),
    open: async (...given) => (await made).open(...given),
    list: async (...given) => (await made).list(...given),
    remove: async (...given) => (await made).remove(...given),
  };
};

/** The storage that the settings say: the same for everything that works with files. @param warn see `makeS3Storage` */
export const makeAttachmentStorage = (
  { directory, s3, keys }: StorageConfig,
  warn: StorageWarning = () => undefined,
): AttachmentStorage =>
  makeEncryptedStorage(
    s3 === null ? makeDirectoryStorage({ directory }) : makeBucketStorage(s3, join(directory, 'spool'), warn),
    keys,
  );
