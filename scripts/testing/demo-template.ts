import { dayInItaly } from '@stanza/core';
import { makeArgon2PasswordHasher, makeSecretBox } from '@stanza/gateways';
import { testSecretKey } from '@stanza/gateways/testing';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { seedDemo } from '../seed/seed-demo.ts';
import { onDatabase, type TemplateDatabase, withClient } from './template-database.ts';

/**
 * A second template of a test run, with the enti of the demonstration in it: seeding takes about as long as a test file does, and
 * dozens of them need it. The second factors are sealed with the key of the tests.
 */
export async function createDemoTemplate(template: TemplateDatabase): Promise<TemplateDatabase> {
  const name = template.name.replace(/template$/u, 'demo_template');
  await withClient(template.maintenanceUrl, (client) =>
    client.query(`create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template.name)}`),
  );
  const urls = {
    adminUrl: onDatabase(template.adminUrl, name),
    appUrl: onDatabase(template.appUrl, name),
    queueUrl: onDatabase(template.queueUrl, name),
  };
  const pool = makePool(urls.adminUrl, { max: 2 });
  try {
    await seedDemo({
      setup: makeEnteSetup(pool),
      hasher: makeArgon2PasswordHasher(),
      secretBox: makeSecretBox(testSecretKey),
      today: dayInItaly(new Date()),
      say: (text) => {
        throw new Error(text);
      },
    });
  } finally {
    await pool.end();
  }
  return { ...template, ...urls, name };
}
