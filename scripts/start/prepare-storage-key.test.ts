import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tenantIdSchema } from '@stanza/core';
import { makeAttachmentStorage } from '@stanza/gateways';
import { TEST_SECRET_KEY, TEST_STORAGE_KEY, testStorage } from '@stanza/gateways/testing';
import { readStartConfig } from '../config.ts';
import { prepareStorageKey } from './prepare-storage-key.ts';

const TENANT = '01890a5d-ac96-774b-bcce-b302099a8057';
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

  it('is not made anew where files were sealed with another; those in clear need none', async () => {
    const [directory, tenant] = [join(DATA_DIR, 'attachments'), tenantIdSchema.parse(TENANT)];
    const clear = join(directory, TENANT, 'aa');
    await mkdir(clear, { recursive: true });
    await writeFile(join(clear, 'a'.repeat(64)), 'in chiaro');
    await prepare({});
    await rm(join(DATA_DIR, 'storage-key'));
    const source = async function* () {
      yield Buffer.from('ciao');
    };
    await makeAttachmentStorage(testStorage(directory)).put(tenant, source(), 100);
    await expect(prepare({})).rejects.toThrow(/Manca la chiave dei file/u);
    await expect(stat(join(DATA_DIR, 'storage-key'))).rejects.toThrow('ENOENT');
  });

  it('is compulsory in production, also where one was kept, which is named', async () => {
    await prepare({});
    const said = prepare(PRODUCTION);
    await expect(said).rejects.toThrow(/in produzione serve STORAGE_KEY/u);
    await expect(said).rejects.toThrow(`${join(DATA_DIR, 'storage-key')}: mettete anche quella in STORAGE_KEY`);
  });

  it('is compulsory in production, and none is made there', async () => {
    await expect(prepare(PRODUCTION)).rejects.toThrow(/in produzione serve STORAGE_KEY/u);
    await expect(stat(join(DATA_DIR, 'storage-key'))).rejects.toThrow('ENOENT');
  });
});
