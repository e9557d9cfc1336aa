import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withMachine } from '../scripts/docs/architecture.ts';

it('shows the machine as it is: otherwise run `npm run docs`', () => {
  const document = readFileSync(join(import.meta.dirname, 'architecture.md'), 'utf8');
  expect(withMachine(document)).toBe(document);
});

describe('each port', () => {
  const ROOT = join(import.meta.dirname, '..');
  const CORE = join(ROOT, 'packages/core/src');
  const ports = globSync('*.ts', { cwd: join(CORE, 'ports') }).map((file) => basename(file, '.ts'));
  const suiteOf = (port: string) =>
    `${port.replaceAll(/-(.)/gu, (_all, letter: string) => letter.toUpperCase())}Contract(`;
  const read = (pattern: string) =>
    globSync(pattern, { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const notIn = (tests: readonly string[]) =>
    ports.filter((port) => !tests.some((text) => text.includes(suiteOf(port)))).toSorted();

  // The exceptions that the document names.
  it('has a suite that its adapter in memory passes', () => {
    expect(notIn(read('packages/core/src/testing/memory/*.test.ts'))).toEqual(['feed-reader', 'identity-federation']);
  });

  it('has a suite that a real adapter passes', () => {
    const real = [...read('packages/{gateways,postgres}/src/**/*.test.ts'), ...read('apps/worker/src/**/*.test.ts')];
    expect(notIn(real)).toEqual(['feed-reader', 'identity-federation']);
  });
});
