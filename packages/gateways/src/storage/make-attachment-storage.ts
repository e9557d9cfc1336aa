import type { AttachmentStorage } from '@stanza/core';
import { makeDirectoryStorage } from './make-directory-storage.ts';
import { makeEncryptedStorage } from './make-encrypted-storage.ts';
import type { StorageConfig } from './storage-settings.ts';

/** The storage that the settings say: the same for everything that works with files. */
export const makeAttachmentStorage = ({ directory, keys }: StorageConfig): AttachmentStorage =>
  makeEncryptedStorage(makeDirectoryStorage({ directory }), keys);
