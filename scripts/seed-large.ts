/**
 * `npm run seed:large -- --practices 1000000`: puts an ente with very many practices on the portal of `DATABASE_URL`, or on the
 * embedded one, to see how the office's pages bear it. Prints how far it is; a million takes some minutes. It is done once: an ente
 * that is there already is left as it is.
 */
import { parseArgs } from 'node:util';
import { makeArgon2PasswordHasher } from '@stanza/gateways';
import { z } from 'zod';
import { readStartConfig } from './config.ts';
import { LARGE_SLUG, seedLargeEnte } from './seed/large-ente.ts';
import { openOwner } from './seed/open-owner.ts';
import { openDatabase } from './start/open-database.ts';
import { prepareFolders } from './start/prepare-folders.ts';
import { UserFacingError } from './user-facing-error.ts';

const { values } = parseArgs({ options: { practices: { type: 'string', default: '1000000' } } });
const numberSchema = z.coerce.number().int().min(1).max(4_000_000);

const run = async (): Promise<void> => {
  const practices = numberSchema.safeParse(values.practices);
  if (!practices.success) throw new UserFacingError('Il numero di pratiche va da 1 a 4000000: --practices 10000.');
  const config = readStartConfig();
  if (config.mode === 'production') throw new UserFacingError('In produzione non si mettono Comuni di prova.');
  await prepareFolders(config.dataDir);
  const database = await openDatabase(config, console.log);
  const pool = openOwner(database.adminUrl);
  try {
    const started = Date.now();
    const seeding = { pool, hasher: makeArgon2PasswordHasher(), practices: practices.data, say: console.log };
    const ente = await seedLargeEnte(seeding);
    if (ente === null) throw new UserFacingError(`Il Comune /${LARGE_SLUG} c’è già: non lo cambio.`);
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(
      `Fatto in ${seconds} secondi. Entra da /${LARGE_SLUG}/operatori con ${ente.operators[0]?.email}, password ${ente.password}`,
    );
  } finally {
    await pool.end();
    await database.stop();
  }
};

try {
  await run();
} catch (error) {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
