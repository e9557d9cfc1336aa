import pg from 'pg';
import { databaseHost } from '../config.ts';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';

const ANSWER_TIMEOUT_MS = 5_000;
const INSUFFICIENT_PRIVILEGE = '42501';
const READ_ONLY = '25006';
const QUERY_CANCELED = '57014';
const READ_ONLY_SENTENCE =
  'Il database di DATABASE_URL è in sola lettura: indicate il server principale e un utente che possa scrivere.';

/**
 * Connects once to the server named by DATABASE_URL.
 *
 * @throws UserFacingError when it does not answer, refuses the user, the password or the database, can only be read, or
 * when a file that DATABASE_URL names cannot be read itself
 */
export async function assertDatabaseAnswers(databaseUrl: string): Promise<void> {
  const client = makeClient(databaseUrl);
  client.on('error', () => undefined); // a failure to connect rejects connect(); the rest is of no interest here
  const host = databaseHost(databaseUrl);
  try {
    await client.connect();
    const { rows } = await client.query<{ transaction_read_only: string }>('show transaction_read_only');
    if (rows[0]?.transaction_read_only === 'on') throw new UserFacingError(READ_ONLY_SENTENCE);
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    // It let us in: what it then gave up is no matter of users and passwords.
    if (hasErrorCode(error, QUERY_CANCELED)) throw explainMigrationError(error);
    throw new UserFacingError(
      error instanceof pg.DatabaseError
        ? `Il database su ${host} ha rifiutato la connessione: controllate utente, password e nome del database in DATABASE_URL.`
        : `Il database su ${host} non risponde: controllate che sia avviato e che DATABASE_URL sia giusta.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Certificates and keys are read here, before anything is sent. */
function makeClient(databaseUrl: string): pg.Client {
  try {
    return new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: ANSWER_TIMEOUT_MS });
  } catch (error) {
    throw new UserFacingError(
      'DATABASE_URL non si può usare: controllate che i certificati e le chiavi che indica esistano e si possano leggere.',
      { cause: error },
    );
  }
}

/** What a migration stumbled on, as a sentence. */
export function explainMigrationError(error: unknown): UserFacingError {
  return new UserFacingError(migrationSentence(error), { cause: error });
}

function migrationSentence(error: unknown): string {
  if (hasErrorCode(error, INSUFFICIENT_PRIVILEGE)) {
    return 'L’utente di DATABASE_URL non può preparare il database: deve poter creare ruoli, schemi e tabelle.';
  }
  if (hasErrorCode(error, READ_ONLY)) {
    return READ_ONLY_SENTENCE;
  }
  const said = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return `Non è stato possibile preparare il database, che ha risposto «${said}».`;
}
