import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecretKey, secretKeySchema } from '@stanza/gateways';
import type { StartConfig } from '../config.ts';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';

/** Readable by this user alone. */
const MODE = 0o600;

const fileIn = (dataDir: string): string => join(dataDir, 'secret-key');

/**
 * The secret key of the portal: that of the settings, else the one in the folder of the data.
 *
 * @returns 32 random bytes in base64
 * @throws UserFacingError when there is no key, or the file of the folder holds none
 */
export async function readSecretKey({ secretKey, dataDir }: StartConfig): Promise<string> {
  if (secretKey !== undefined) return secretKey;
  const file = fileIn(dataDir);
  const kept = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserFacingError(
      `La chiave segreta del portale non c’è né in STANZA_SECRET_KEY né nel file ${file}: serve quella con cui il portale lavora.`,
      { cause },
    );
  });
  if (!secretKeySchema.safeParse(kept.trim()).success) {
    throw new UserFacingError(`Il file ${file} non contiene la chiave segreta del portale: rimettete quello di prima.`);
  }
  return kept.trim();
}

/** The same; that of the folder is made at the first start. */
export async function prepareSecretKey(config: StartConfig): Promise<string> {
  if (config.secretKey === undefined) {
    await writeFile(fileIn(config.dataDir), newSecretKey(), { flag: 'wx', mode: MODE }).catch((error: unknown) => {
      if (!hasErrorCode(error, 'EEXIST')) throw error;
    });
  }
  return readSecretKey(config);
}
