import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecretKey, secretKeySchema } from '@stanza/gateways';
import type { StartConfig } from '../config.ts';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';

/** Readable by this user alone. */
const MODE = 0o600;

/**
 * The secret key of the portal: that of the settings, else the one in the folder of the data, which is made at the first start.
 *
 * @returns 32 random bytes in base64
 * @throws UserFacingError when the file of the folder holds no key
 */
export async function prepareSecretKey({ secretKey, dataDir }: StartConfig): Promise<string> {
  if (secretKey !== undefined) return secretKey;
  const file = join(dataDir, 'secret-key');
  await writeFile(file, newSecretKey(), { flag: 'wx', mode: MODE }).catch((error: unknown) => {
    if (!hasErrorCode(error, 'EEXIST')) throw error;
  });
  const kept = (await readFile(file, 'utf8')).trim();
  if (!secretKeySchema.safeParse(kept).success) {
    throw new UserFacingError(`Il file ${file} non contiene la chiave segreta del portale: rimettete quello di prima.`);
  }
  return kept;
}
