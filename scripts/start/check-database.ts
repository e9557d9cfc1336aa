import pg from 'pg';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';

const ANSWER_TIMEOUT_MS = 5_000;
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Connects once to the server named by DATABASE_URL.
 *
 * @throws UserFacingError when it does not answer, or refuses the user, the password or the database
 */
export async function assertDatabaseAnswers(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: ANSWER_TIMEOUT_MS });
  client.on('error', () => undefined); // a failure to connect rejects connect(); the rest is of no interest here
  const { host } = new URL(databaseUrl);
  try {
    await client.connect();
  } catch (error) {
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

/** Turns the refusal that a migration meets under a too modest user into a sentence; other errors pass through. */
export function explainMigrationError(error: unknown): unknown {
  if (!hasErrorCode(error, INSUFFICIENT_PRIVILEGE)) return error;
  return new UserFacingError(
    'L’utente di DATABASE_URL non può preparare il database: deve poter creare ruoli, schemi e tabelle.',
    { cause: error },
  );
}
