import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './database.ts';

describe('a test database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  it('is reached by the administrator, the application and the queue', async () => {
    for (const url of [database.adminUrl, database.appUrl, database.queueUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query('select current_database() as name');
      await client.end();
      expect(`/${rows[0].name}`).toBe(new URL(database.adminUrl).pathname);
    }
  });

  it('shares nothing with another one', async () => {
    const other = await createTestDatabase();
    expect(other.adminUrl).not.toBe(database.adminUrl);
    await other.drop();
  });

  it('makes the test fail when a connection is left open, and goes away all the same', async () => {
    const other = await createTestDatabase();
    const client = new pg.Client({ connectionString: other.appUrl });
    client.on('error', () => undefined);
    await client.connect();
    await expect(other.drop()).rejects.toThrow('1 connections were left open');
    await expect(new pg.Client({ connectionString: other.appUrl }).connect()).rejects.toThrow('does not exist');
  });
});
