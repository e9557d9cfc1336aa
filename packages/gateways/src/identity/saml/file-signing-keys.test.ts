import { copyFile, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Federation } from '@stanza/core';
import { activateNextKey } from './activate-next-key.ts';
import { makeFileSigningKeys } from './file-signing-keys.ts';
import type { EnteKeys, SigningKey } from './signing-key.ts';
import {
  keepSigningKey,
  nextKeyFiles,
  pastKeyFiles,
  type SigningKeyFiles,
  signingKeyFiles,
} from './signing-key-files.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

describe('the keys of the enti in files', () => {
  let directory: string;
  let key: SigningKey;
  let other: SigningKey;
  let lines: string[];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stanza-keys-'));
    [key, other] = await Promise.all([sampleKey(sampleSettings('spid')), sampleKey(sampleSettings('spid'))]);
  });
  beforeEach(() => {
    lines = [];
  });
  afterAll(() => rm(directory, { recursive: true }));

  const log = {
    warn: () => undefined,
    error: (what: object) =>
      lines.push(JSON.stringify(what, (_, value) => (value instanceof Error ? value.message : value))),
  };
  /** An ente with a key, and where it is. */
  const withKey = async (slug: string): Promise<SigningKeyFiles> => {
    const files = signingKeyFiles(directory, slug, 'spid');
    await keepSigningKey(files, key);
    return files;
  };
  /** An ente that has the next key too. */
  const withNext = async (slug: string): Promise<SigningKeyFiles> => {
    await withKey(slug);
    const files = nextKeyFiles(directory, slug, 'spid');
    await keepSigningKey(files, other);
    return files;
  };
  /** A portal that has just been started. */
  const start = () => {
    const keys = makeFileSigningKeys(directory, log);
    return (slug: string, federation: Federation = 'spid'): Promise<EnteKeys | null> =>
      keys({ ...sampleSettings(federation), baseUrl: `https://stanza.example/${slug}` });
  };
  const only = (current: SigningKey): EnteKeys => ({ current, next: null });

  it('are given as they were kept, to the ente and the federation that they are of', async () => {
    await withKey('rovereto');
    const keys = start();
    expect(await keys('rovereto')).toEqual(only(key));
    expect(await keys('rovereto', 'cie')).toBeNull();
    expect(await keys('tre-ville')).toBeNull();
    expect(lines).toEqual([]);
  });

  it('can be read by this user alone, as far as they are private', async () => {
    const files = await withKey('bugliano');
    expect((await stat(files.key)).mode & 0o777).toBe(0o600);
  });

  it('are not overwritten, neither of the two', async () => {
    const files = await withKey('forli');
    await expect(keepSigningKey(files, other)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await start()('forli')).toEqual(only(key));
    await rm(files.key);
    await expect(keepSigningKey(files, other)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await start()('forli')).toBeNull();
    expect(lines).toEqual([expect.stringContaining(`Manca il file ${files.key}`)]);
  });

  it('are not read again until they change; while somebody writes them those before stay in use, which is logged once', async () => {
    const files = await withKey('cambia');
    const keys = start();
    const first = await keys('cambia');
    expect((await keys('cambia'))?.current).toBe(first?.current);
    const renewed = signingKeyFiles(directory, 'rinnovo', 'spid');
    await keepSigningKey(renewed, other);
    await rename(renewed.key, files.key);
    expect(await keys('cambia')).toEqual(only(key));
    expect(await keys('cambia')).toEqual(only(key));
    expect(lines).toEqual([expect.stringContaining('non è della chiave')]);
    await writeFile(files.certificate, other.certificatePem.slice(0, 100));
    expect(await keys('cambia')).toEqual(only(key));
    await rename(renewed.certificate, files.certificate);
    expect(await keys('cambia')).toEqual(only(other));
    await rm(files.key);
    expect(await keys('cambia')).toEqual(only(other));
    await rm(files.certificate);
    expect(await keys('cambia')).toBeNull();
  });

  it('are told in a sentence, without what is in them, when they are no keys', async () => {
    const files = await withKey('rotta');
    await writeFile(files.certificate, 'non un certificato');
    expect(await start()('rotta')).toBeNull();
    expect(lines).toEqual([expect.stringContaining(`Il file ${files.certificate} non contiene quello che dovrebbe`)]);
    await writeFile(join(directory, 'rotta-file'), '');
    expect(await start()('rotta-file')).toBeNull();
    expect(lines.at(-1)).toContain('non si può leggere');
  });

  describe('that will follow', () => {
    it('are announced beside the current one, which goes on signing, as soon as both of their files are there', async () => {
      await withKey('segue');
      const keys = start();
      expect(await keys('segue')).toEqual(only(key));
      const files = nextKeyFiles(directory, 'segue', 'spid');
      await keepSigningKey(files, other);
      expect(await keys('segue')).toEqual({ current: key, next: other });
      await writeFile(files.certificate, 'a metà');
      expect(await keys('segue')).toEqual({ current: key, next: other });
      expect(await start()('segue')).toEqual(only(key));
    });

    it('take the place of the current one, which is kept', async () => {
      await withNext('attiva');
      const keys = start();
      await keys('attiva');
      const past = await activateNextKey(directory, 'attiva', 'spid', SAMPLE_NOW);
      expect(await keys('attiva')).toEqual(only(other));
      expect(await start()('attiva')).toEqual(only(other));
      expect((await readdir(join(directory, 'attiva'))).toSorted()).toEqual([
        'spid.crt.pem',
        'spid.key.pem',
        'spid.until-20260302T100000000Z.crt.pem',
        'spid.until-20260302T100000000Z.key.pem',
      ]);
      expect(await readFile(past?.key ?? '', 'utf8')).toBe(key.privateKeyPem);
      expect((await stat(past?.key ?? '')).mode & 0o777).toBe(0o600);
      expect(lines).toEqual([]);
    });

    it('can follow each other within a second', async () => {
      await withNext('due-volte');
      await activateNextKey(directory, 'due-volte', 'spid', SAMPLE_NOW);
      await keepSigningKey(nextKeyFiles(directory, 'due-volte', 'spid'), key);
      const past = await activateNextKey(directory, 'due-volte', 'spid', new Date(SAMPLE_NOW.getTime() + 1));
      expect(await start()('due-volte')).toEqual(only(key));
      expect(await readFile(past?.key ?? '', 'utf8')).toBe(other.privateKeyPem);
    });

    it.each([
      ['with its certificate alone', false],
      ['with all of it', true],
    ])('leave one copy of the past key when the change was cut off %s there', async (_, whole) => {
      const slug = whole ? 'copia-intera' : 'copia-a-meta';
      await withNext(slug);
      const current = signingKeyFiles(directory, slug, 'spid');
      const before = pastKeyFiles(directory, slug, 'spid', new Date(SAMPLE_NOW.getTime() - 60_000));
      await copyFile(current.certificate, before.certificate);
      if (whole) await copyFile(current.key, before.key);
      expect(await activateNextKey(directory, slug, 'spid', SAMPLE_NOW)).toEqual(before);
      expect(await readFile(before.key, 'utf8')).toBe(key.privateKeyPem);
      expect((await readdir(join(directory, slug))).filter((name) => name.includes('until'))).toHaveLength(2);
    });

    it('are in use also when the change was cut off in its middle, and doing it again brings it to its end', async () => {
      const next = await withNext('a-meta');
      const current = signingKeyFiles(directory, 'a-meta', 'spid');
      const running = start();
      await running('a-meta');
      await rename(next.key, current.key);
      expect(await start()('a-meta')).toEqual(only(other));
      expect(await running('a-meta')).toEqual(only(other));
      expect(await activateNextKey(directory, 'a-meta', 'spid', SAMPLE_NOW)).toBeNull();
      expect(await running('a-meta')).toEqual(only(other));
      expect(await readdir(join(directory, 'a-meta'))).toEqual(['spid.crt.pem', 'spid.key.pem']);
    });
  });
});
