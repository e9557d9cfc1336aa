import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeFileSigningKeys, UnusableSigningKey } from './file-signing-keys.ts';
import type { SigningKey } from './signing-key.ts';
import { keepSigningKey, signingKeyFiles } from './signing-key-files.ts';
import { sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

describe('the keys of the enti in files', () => {
  let directory: string;
  let key: SigningKey;
  let other: SigningKey;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stanza-keys-'));
    [key, other] = await Promise.all([sampleKey(sampleSettings('spid')), sampleKey(sampleSettings('spid'))]);
  });
  afterAll(() => rm(directory, { recursive: true }));

  /** An ente with a key, and where it is. */
  const withKey = async (slug: string) => {
    const files = signingKeyFiles(directory, slug, 'spid');
    await keepSigningKey(files, key);
    return files;
  };
  const read = (slug: string) => makeFileSigningKeys(directory)(slug, 'spid');

  it('are given as they were kept, to the ente and the federation that they are of', async () => {
    await withKey('rovereto');
    const keys = makeFileSigningKeys(directory);
    expect(await keys('rovereto', 'spid')).toEqual(key);
    expect(await keys('rovereto', 'cie')).toBeNull();
    expect(await keys('tre-ville', 'spid')).toBeNull();
  });

  it('can be read by this user alone, as far as they are private', async () => {
    const files = await withKey('bugliano');
    expect((await stat(files.key)).mode & 0o777).toBe(0o600);
  });

  it('are not overwritten, neither of the two', async () => {
    const files = await withKey('forli');
    await expect(keepSigningKey(files, other)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await read('forli')).toEqual(key);
    await rm(files.key);
    await expect(keepSigningKey(files, other)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(read('forli')).rejects.toThrow(`Manca il file ${files.key}`);
  });

  it('are not read again until they change', async () => {
    const files = await withKey('cambia');
    const keys = makeFileSigningKeys(directory);
    const first = await keys('cambia', 'spid');
    expect(await keys('cambia', 'spid')).toBe(first);
    const renewed = signingKeyFiles(directory, 'rinnovo', 'spid');
    await keepSigningKey(renewed, other);
    await rename(renewed.key, files.key);
    await expect(keys('cambia', 'spid')).rejects.toThrow('non è della chiave');
    await rename(renewed.certificate, files.certificate);
    expect(await keys('cambia', 'spid')).toEqual(other);
    await rm(files.key);
    await rm(files.certificate);
    expect(await keys('cambia', 'spid')).toBeNull();
  });

  it('are refused in a sentence when they are no keys', async () => {
    const files = await withKey('rotta');
    await writeFile(files.certificate, 'non un certificato');
    await expect(read('rotta')).rejects.toThrow(`Il file ${files.certificate} non contiene quello che dovrebbe`);
    await expect(read('rotta')).rejects.toBeInstanceOf(UnusableSigningKey);
    await rm(files.key);
    await writeFile(join(directory, 'rotta-file'), '');
    await expect(read('rotta-file')).rejects.toThrow('non si può leggere');
  });
});
