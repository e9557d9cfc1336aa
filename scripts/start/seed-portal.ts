import { dayInItaly } from '@stanza/core';
import { makeArgon2PasswordHasher } from '@stanza/gateways';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { seedDemo } from '../seed/seed-demo.ts';
import type { DemoCredential } from './welcome.ts';

/** Seeds the demonstration enti, once: a second start finds them. @param adminUrl connection string of the owner */
export const seedPortal = async (adminUrl: string): Promise<readonly DemoCredential[]> => {
  const pool = makePool(adminUrl, { max: 2 });
  try {
    return await seedDemo({
      setup: makeEnteSetup(pool),
      hasher: makeArgon2PasswordHasher(),
      today: dayInItaly(new Date()),
    });
  } finally {
    await pool.end();
  }
};
