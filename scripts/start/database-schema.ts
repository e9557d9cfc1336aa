import { isOfLaterVersion, migrate, readSchemaVersion, type SchemaVersion } from '@stanza/postgres';
import { UserFacingError } from '../user-facing-error.ts';
import { explainMigrationError } from './check-database.ts';

/** The schema of the database is not the one of this version of the program. */
export class WrongSchema extends UserFacingError {}

const SENTENCES: Readonly<Record<Exclude<SchemaVersion, 'current'>, string>> = {
  newer: 'Il database è di una versione più recente di questo programma: aggiornate il programma.',
  to_migrate: 'Il database non è ancora alla versione di questo programma: eseguite «npx stanza migra».',
  other_passwords:
    'Gli utenti del portale hanno un’altra password: usate la DATABASE_URL con cui è stato preparato il database. Se la sua password è cambiata eseguite «npx stanza migra», poi riavviate web e worker.',
};

const explained = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw explainMigrationError(error);
  });

/** @throws WrongSchema unless the schema is the one of this version; UserFacingError when that cannot be read */
export const assertSchemaCurrent = async (adminUrl: string): Promise<void> => {
  const version = await explained(readSchemaVersion(adminUrl));
  if (version !== 'current') throw new WrongSchema(SENTENCES[version]);
};

/**
 * Brings a database to the version of this program.
 * @returns the connection strings of the portal
 * @throws WrongSchema when a later version has migrated it; UserFacingError when the database does not let us
 */
export const migrateDatabase = async (adminUrl: string): Promise<{ appUrl: string; queueUrl: string }> => {
  if (await explained(isOfLaterVersion(adminUrl))) throw new WrongSchema(SENTENCES.newer);
  return explained(migrate({ adminUrl }));
};
