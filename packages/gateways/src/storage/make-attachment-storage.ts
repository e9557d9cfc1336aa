import { join } from 'node:path';
import type { AttachmentStorage } from '@stanza/core';
import { makeDirectoryStorage } from './make-directory-storage.ts';
import { makeEncryptedStorage } from './make-encrypted-storage.ts';
import { makeS3Storage } from './make-s3-storage.ts';
import type { StorageWarning } from './named-storage.ts';
import type { StorageConfig } from './storage-settings.ts';

/** The storage that the settings say: the same for everything that works with files. @param warn see `makeS3Storage` */
export const makeAttachmentStorage = (
  { directory, s3, keys }: StorageConfig,
  warn: StorageWarning = () => undefined,
): AttachmentStorage =>
  makeEncryptedStorage(
    s3 === null
      ? makeDirectoryStorage({ directory })
      : makeS3Storage(s3, { spoolDirectory: join(directory, 'spool'), warn }),
    keys,
  );
