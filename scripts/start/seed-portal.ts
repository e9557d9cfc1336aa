import { dayInItaly } from '@stanza/core';
import { makeArgon2PasswordHasher, makeSecretBox, secretKeySchema } from '@stanza/gateways';
import { makeEnteSetup, makePool, makeTenantDirectory } from '@stanza/postgres';
import type { StartConfig } from '../config.ts';
import type { DemoCredential } from '../seed/demo-credential.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import type { Say } from './say.ts';

/**
 * Seeds the demonstration enti, once: a second start finds them. Their passwords are known to all, so they never get
 * into a portal in production, nor into a database of somebody's own that has any ente in it already.
 *
 * @param adminUrl connection string of the owner
 * @param secretKey in base64
 * @returns how to sign in as a member of the staff; nothing when nothing was seeded
 */
export const seedPortal = async (
  config: StartConfig,
  adminUrl: string,
  secretKey: string,
  say: Say,
): Promise<readonly DemoCredential[]> => {
  if (config.mode === 'production') return [];
  const pool = makePool(adminUrl, { max: 2 });
  try {
    if (config.databaseUrl !== undefined) {
      const enti = await makeTenantDirectory(pool).ids();
      say(enti.length > 0 ? NOT_EMPTY : EMPTY);
      if (enti.length > 0) return [];
    }
    return await seedDemo({
      setup: makeEnteSetup(pool),
      hasher: makeArgon2PasswordHasher(),
      secretBox: makeSecretBox(secretKeySchema.parse(secretKey)),
      today: dayInItaly(new Date()),
      say,
    });
  } finally {
    await pool.end();
  }
};

const EMPTY =
  'Il database di DATABASE_URL era vuoto: vi metto i Comuni dimostrativi, con personale le cui password sono note a tutti.';
const NOT_EMPTY = 'Il database di DATABASE_URL ha già dei Comuni: non vi aggiungo quelli dimostrativi.';
