import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TEST_SECRET_KEY, TEST_STORAGE_KEY } from '@stanza/gateways/testing';
import { readStartConfig } from '../config.ts';
import { prepareStorageKey } from './prepare-storage-key.ts';

const PRODUCTION = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', STANZA_SECRET_KEY: TEST_SECRET_KEY };

describe('the key of the files', () => {
  let DATA_DIR: string;
  beforeEach(async () => {
    DATA_DIR = await mkdtemp(join(tmpdir(), 'stanza-key-'));
  });
  afterEach(() => rm(DATA_DIR, { recursive: true }));
  const prepare = (settings: NodeJS.ProcessEnv) => prepareStorageKey(readStartConfig({ DATA_DIR, ...settings }));

  it('is that of the settings', async () => {
    expect(await prepare({ STORAGE_KEY: TEST_STORAGE_KEY })).toBe(TEST_STORAGE_KEY);
    expect(await prepare({ ...PRODUCTION, STORAGE_KEY: TEST_STORAGE_KEY })).toBe(TEST_STORAGE_KEY);
  });

  it('is made once in development, for this user alone', async () => {
    const made = await prepare({});
    expect(await prepare({})).toBe(made);
    expect((await stat(join(DATA_DIR, 'storage-key'))).mode & 0o077).toBe(0);
    await writeFile(join(DATA_DIR, 'storage-key'), 'altro');
    await expect(prepare({})).rejects.toThrow(/non contiene la chiave dei file/u);
  });

  it('is compulsory in production, and none is made there', async () => {
    await expect(prepare(PRODUCTION)).rejects.toThrow(/in produzione serve STORAGE_KEY/u);
    await expect(stat(join(DATA_DIR, 'storage-key'))).rejects.toThrow('ENOENT');
  });
});
