import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
/** Tests, and the tables that they read. */
const TESTS = [
  '{apps,packages,scripts}/**/*.{test,contract}.ts',
  'apps/web/test/browser/states/*.ts',
  'packages/gateways/src/identity/saml/testing/refused/*.ts',
];
const files = globSync(TESTS, { cwd: ROOT, exclude: (name) => name === 'node_modules' });

/** The text of the one file whose path ends so. */
const textOf = (name: string): string => {
  const [path, ...others] = files.filter((file) => file.endsWith(`/${name}`));
  if (path === undefined || others.length > 0) throw new Error(`${name} is not the end of one path`);
  return readFileSync(join(ROOT, path), 'utf8');
};

const rows = readFileSync(join(import.meta.dirname, 'spid-requirements.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!Rule|---)/u.test(line))
  .map((line): [rule: string, tests: string] => {
    const [, rule = '', tests = ''] = line.split('|').map((cell) => cell.trim());
    return [rule, tests];
  });

describe('a rule of SPID and CIE', () => {
  it.each(rows)('has the tests that are named: %s', (_rule, tests) => {
    let text = '';
    let named = 0;
    for (const [, code, title] of tests.matchAll(/`([^`]+)`|“([^”]+)”/gu)) {
      if (code?.endsWith('.ts')) {
        text = textOf(code);
        continue;
      }
      named += 1;
      expect(text).toContain(`'${code ?? title}'`);
    }
    expect(named).toBeGreaterThan(0);
  });
});
