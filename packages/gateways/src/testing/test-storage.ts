import { storageKeysSchema } from '../storage/storage-key.ts';
import type { StorageConfig } from '../storage/storage-settings.ts';

/** What every portal under test seals its files with, as the setting holds it. */
export const TEST_STORAGE_KEY = Buffer.from('la chiave di tutti i file prova.').toString('base64');

/** Where the files of a portal under test are. @param directory absolute path */
export const testStorage = (directory: string): StorageConfig => ({
  directory,
  s3: null,
  keys: storageKeysSchema.parse(TEST_STORAGE_KEY),
});
