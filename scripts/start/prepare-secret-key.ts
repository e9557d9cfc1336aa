import { join } from 'node:path';
import { newSecretKey, secretKeySchema } from '@stanza/gateways';
import type { StartConfig } from '../config.ts';
import { type KeptKey, makeKeptKey, readKeptKey } from './kept-key.ts';

const keptIn = (dataDir: string): KeptKey => {
  const file = join(dataDir, 'secret-key');
  return {
    file,
    isValid: (text) => secretKeySchema.safeParse(text).success,
    missing: `La chiave segreta del portale non c’è né in STANZA_SECRET_KEY né nel file ${file}: serve quella con cui il portale lavora.`,
    wrong: `Il file ${file} non contiene la chiave segreta del portale: rimettete quello di prima.`,
  };
};

/**
 * The secret key of the portal: that of the settings, else the one in the folder of the data.
 *
 * @returns 32 random bytes in base64
 * @throws UserFacingError when there is no key, or the file of the folder holds none
 */
export const readSecretKey = async ({ secretKey, dataDir }: StartConfig): Promise<string> =>
  secretKey ?? readKeptKey(keptIn(dataDir));

/** The same; that of the folder is made at the first start. */
export async function prepareSecretKey(config: StartConfig): Promise<string> {
  if (config.secretKey === undefined) await makeKeptKey(keptIn(config.dataDir).file, newSecretKey());
  return readSecretKey(config);
}
