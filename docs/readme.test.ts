import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SIGN_IN_KEY_SETTINGS } from '@stanza/gateways';
import { z } from 'zod';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const readme = read('README.md');
const tableOf = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const firstCells = (table: string): readonly string[] =>
  [...table.matchAll(/^\| `([^`]+)`/gmu)].map(([, name]) => name ?? '');
/** The settings that a module reads from the environment: the keys of its schema. */
const settingsIn = (path: string): readonly string[] =>
  [...read(path).matchAll(/^ {2,4}([A-Z][A-Z0-9_]+): (?:z|whole|storageKeysSchema|addressSchema)/gmu)].map(
    ([, name]) => name ?? '',
  );

const SETTINGS = [
  'scripts/config.ts',
  'apps/web/src/config.ts',
  'apps/worker/src/config.ts',
  'apps/worker/src/mail/dkim-settings.ts',
  'packages/gateways/src/limit-settings.ts',
  'packages/gateways/src/storage/storage-settings.ts',
  'packages/gateways/src/storage/s3-settings.ts',
  'packages/gateways/src/virus/clamd-settings.ts',
];

/** What `npm start` itself gives to web and worker. */
const GIVEN = ['DATABASE_APP_URL', 'DATABASE_QUEUE_URL', 'STORAGE_DIR'];

describe('the README', () => {
  it('has a row for every setting, and no other', () => {
    const ofEnti = Object.values(SIGN_IN_KEY_SETTINGS).flatMap(({ key, certificate }) => [key, certificate]);
    const real = [...SETTINGS.flatMap(settingsIn), ...ofEnti.map((name) => `${name}_<COMUNE>_<FEDERATION>`)];
    const toBeSet = new Set(real).difference(new Set(GIVEN));
    expect(firstCells(tableOf('Settings')).toSorted()).toEqual([...toBeSet].toSorted());
  });

  it('names commands that there are', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
    for (const [, name] of readme.matchAll(/npm run ([a-z:-]+)/gu)) expect(Object.keys(scripts)).toContain(name);
  });

  it('links to files that there are', () => {
    for (const [, path = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)/gu)) {
      if (!path.endsWith('/')) expect([path, read(path) === '']).toEqual([path, false]);
    }
  });
});
