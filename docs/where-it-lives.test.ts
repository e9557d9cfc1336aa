import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PRACTICE_EVENTS } from '@stanza/core';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Row {
  readonly sentence: string;
  readonly pages: readonly string[];
  readonly useCases: readonly string[];
  readonly events: readonly string[];
  readonly jobs: readonly string[];
}
interface Section {
  readonly title: string;
  readonly tests: readonly string[];
  readonly rows: readonly Row[];
}

const inCode = (text = ''): readonly string[] => [...text.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? '');

const rowOf = (line: string): Row => {
  const [, sentence = '', pages, useCases, events, jobs] = line.split('|').map((cell) => cell.trim());
  return { sentence, pages: inCode(pages), useCases: inCode(useCases), events: inCode(events), jobs: inCode(jobs) };
};

const sections: readonly Section[] = read('docs/where-it-lives.md')
  .split(/^## /mu)
  .slice(1)
  .map((text) => {
    const [title = '', ...lines] = text.split('\n');
    const rows = lines.filter((line) => /^\| (?!Sentence|---)/u.test(line)).map(rowOf);
    return { title, tests: inCode(lines.find((line) => line.startsWith('Tests: '))), rows };
  });
const rows = sections.flatMap((section) => section.rows);

/** The titles of the tests of a file. */
const titlesIn = (path: string): readonly string[] =>
  [...read(path).matchAll(/^\s*it\(\s*(['"`])(.*?)\1,/gmu)].map(([, , title]) => title ?? '');

const folders = (path: string): readonly string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The use cases: the files that export a factory of one. */
const useCases = readdirSync(join(ROOT, 'packages/core/src/use-cases'), { recursive: true, encoding: 'utf8' })
  .filter((file) =>
    /export const make\w+ =/u.test(file.endsWith('.ts') ? read(`packages/core/src/use-cases/${file}`) : ''),
  )
  .map((file) => basename(file, '.ts'))
  // How definitions are compiled, for the use cases: nobody's wish by itself.
  .filter((name) => name !== 'compiled-services');

const jobs = [
  ...read('apps/worker/src/tasks/task-list.ts').matchAll(/^ {4}(\w+): (?:delivery|in\w+Place|async|make\w+Task)/gmu),
].map(([, name]) => name ?? '');

const MANUAL = 'apps/web/test/manuale';

describe('where it lives', () => {
  it('has every sentence that a test of the manual proves, under the name of its test, and no other', () => {
    for (const file of readdirSync(join(ROOT, MANUAL))) {
      const path = `${MANUAL}/${file}`;
      const written = sections.filter(({ tests }) => tests.includes(path)).flatMap((section) => section.rows);
      expect([path, written.map(({ sentence }) => sentence).toSorted()]).toEqual([path, titlesIn(path).toSorted()]);
    }
  });

  it('names tests that are there', () => {
    for (const path of sections.flatMap(({ tests }) => tests)) expect([path, read(path) === '']).toEqual([path, false]);
    expect(sections.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  it.each([
    ['page', folders('apps/web/src/pages'), rows.flatMap((row) => row.pages)],
    ['use case', useCases, rows.flatMap((row) => row.useCases)],
    ['event of a practice', PRACTICE_EVENTS, rows.flatMap((row) => row.events)],
    ['job', jobs, rows.flatMap((row) => row.jobs)],
  ])('names every %s, and none that is not there', (_what, real, named) => {
    expect(real.length).toBeGreaterThan(3);
    expect([...new Set(named)].toSorted()).toEqual([...real].toSorted());
  });
});
