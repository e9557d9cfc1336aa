import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from '@stanza/services';

const WEB = join(import.meta.dirname, '../apps/web/src');

const found = (pattern: RegExp, text: string): readonly string[] =>
  [...text.matchAll(pattern)].map(([, what]) => what ?? '');
const imagesOf = (text: string): readonly string[] => found(/!\[[^\]]+\]\(immagini\/([^)]+)\)/gu, text);
const linksOf = (text: string): readonly string[] => found(/(?<!!)\[[^\]]+\]\(([^)#]+)\)/gu, text);
/** The labels of the screen: **“Avanti”**, which a line of the source may break. */
const labelsOf = (text: string): readonly string[] =>
  found(/\*\*“([^”]+)”\*\*/gu, text).map((label) => label.replaceAll(/\s+/gu, ' '));

/** Every sentence in a value, however deep. */
const sentencesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesIn) : [];
};

const catalogues = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.it.ts'));

const sentences = async (): Promise<ReadonlySet<string>> => {
  const modules = await Promise.all(catalogues.map((name) => import(pathToFileURL(join(WEB, name)).href)));
  return new Set([...modules, catalogue].flatMap(sentencesIn));
};

describe.each([
  { whose: 'the citizens’', folder: 'manuale' },
  { whose: 'the office’s', folder: 'manuale-ente' },
])('$whose manual', ({ folder }) => {
  const manual = join(import.meta.dirname, folder);
  const pages = readdirSync(manual).filter((name) => name.endsWith('.md'));
  const chapters = pages.filter((name) => name !== 'README.md');
  const read = (name: string): string => readFileSync(join(manual, name), 'utf8');

  it('has every chapter in its index, in order, and each numbered like its file', () => {
    expect(linksOf(read('README.md'))).toEqual(chapters.toSorted());
    for (const [index, name] of chapters.toSorted().entries()) {
      expect([name.slice(0, 2), read(name).split('.', 1)[0]]).toEqual([
        String(index + 1).padStart(2, '0'),
        `# ${index + 1}`,
      ]);
    }
  });

  it('links to chapters that there are', () => {
    for (const name of chapters) expect(pages).toEqual(expect.arrayContaining([...linksOf(read(name))]));
  });

  it('shows every picture that there is, and no other', () => {
    const shown = new Set(pages.flatMap((name) => imagesOf(read(name))));
    expect([...shown].toSorted()).toEqual(readdirSync(join(manual, 'immagini')).toSorted());
  });

  it.each(chapters)('names only what the portal shows: %s', async (name) => {
    const labels = labelsOf(read(name));
    const known = await sentences();
    expect(labels).not.toEqual([]);
    expect(labels.filter((label) => !known.has(label))).toEqual([]);
  });
});
