import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Texts } from '../ui/template-constants.ts';

const SRC = join(import.meta.dirname, '..');

/** Folders with a catalogue: each page, and the partials. */
const FOLDERS = [
  ...readdirSync(join(SRC, 'pages')).map((page) => join(SRC, 'pages', page)),
  join(SRC, 'ui/partials'),
].filter((folder) => existsSync(join(folder, 'texts.it.ts')));

const filesBelow = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const read = (file: string): string => readFileSync(file, 'utf8');
const withoutComments = (source: string): string => source.replaceAll(/\/\*.*?\*\/|^\s*\/\/[^\n]*/gmsu, '');
const nameOf = (file: string): string => relative(SRC, file);

/** The code that people run: no tests, and not the gallery that the tests look at. */
const CODE = filesBelow(SRC, '.ts')
  .filter((file) => !/\.test\.ts$|\/(?:testing|gallery)\//u.test(file))
  .map((file) => ({ file, source: withoutComments(read(file)) }));

/** Names of the sentences of a catalogue: `rifiuti.csrf`. */
const leavesOf = (texts: Texts, prefix = ''): readonly string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? leavesOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );

const textsOf = async (folder: string): Promise<Texts> => {
  const module: { texts: Texts } = await import(pathToFileURL(join(folder, 'texts.it.ts')).href);
  return module.texts;
};

/** What `{{t "..."}}` names in the templates of a folder. */
const namedByTemplates = (folder: string): readonly string[] =>
  filesBelow(folder, '.hbs').flatMap((file) =>
    [...read(file).matchAll(/\{\{t "([^"]+)"\}\}/gu)].map(([, key]) => key ?? ''),
  );

/** What `texts.a.b` names in the code that reads the catalogue of a folder: a sentence, or a group of them as a whole. */
const namedByCode = (folder: string): readonly string[] => {
  const catalogue = folder.split('/').slice(-1)[0] ?? '';
  const imports = (file: string, source: string): boolean =>
    source.includes(`/${catalogue}/texts.it.ts'`) ||
    (file.startsWith(`${folder}/`) && source.includes(`'./texts.it.ts'`));
  return CODE.filter(({ file, source }) => imports(file, source)).flatMap(({ source }) =>
    [...source.matchAll(/(?<!\/|typeof )\btexts((?:\.\w+)+)/gu)].map(([, path]) => (path ?? '').slice(1)),
  );
};

const covers = (named: string, leaf: string): boolean =>
  leaf === named || leaf.startsWith(`${named}.`) || named.startsWith(`${leaf}.`);

describe.each(FOLDERS.map((folder) => ({ catalogue: nameOf(folder), folder })))(
  'the texts of $catalogue',
  ({ folder }) => {
    it('are all used, and all there', async () => {
      const leaves = leavesOf(await textsOf(folder));
      const named = [...namedByTemplates(folder), ...namedByCode(folder)];
      expect(leaves.filter((leaf) => !named.some((name) => covers(name, leaf)))).toEqual([]);
      expect(named.filter((name) => !leaves.some((leaf) => covers(name, leaf)))).toEqual([]);
    });
  },
);

/** A template without what its values fill in: what is left was written in it. */
const writtenIn = (template: string): readonly string[] => {
  const html = template.replaceAll(/\{\{\{?.*?\}?\}\}/gsu, '');
  const readAloud = [...html.matchAll(/\b(?:aria-label|title|alt|placeholder)="([^"]*)"/gu)].map(
    ([, text]) => text ?? '',
  );
  return [...html.split(/<[^>]*>/u), ...readAloud].map((text) => text.trim()).filter((text) => /\p{L}/u.test(text));
};

/** Words that begin like a sentence, in quotes: nothing that a program writes for itself looks like that here. */
const sentencesIn = (source: string): readonly string[] =>
  [...source.matchAll(/(?<!Error\(|name = )(['"`])(\p{Lu}\p{Ll}+(?:[ ’:].*?)?)\1/gu)].map(([, , text]) => text ?? '');

describe('outside of the catalogues', () => {
  it.each(['pages', 'ui/partials'])('no template of %s holds a word', (folder) => {
    for (const file of filesBelow(join(SRC, folder), '.hbs')) {
      // The one that is a part of a tag holds attributes alone.
      const template = file.endsWith('/field-aria.hbs') ? `<${read(file)}>` : read(file);
      expect([nameOf(file), ...writtenIn(template)]).toEqual([nameOf(file)]);
    }
  });

  it('no code of the pages and of what surrounds them holds a sentence', () => {
    const code = CODE.filter(({ file }) => /^(?:pages|ui|http)\//u.test(nameOf(file)) && !file.endsWith('texts.it.ts'));
    expect(code.length).toBeGreaterThan(50);
    for (const { file, source } of code) expect([nameOf(file), ...sentencesIn(source)]).toEqual([nameOf(file)]);
  });

  it('would notice one', () => {
    expect(writtenIn('<p title="{{a}}">{{b}} di {{c}}</p><a aria-label="Apri">{{d}}</a>')).toEqual(['di', 'Apri']);
    expect(sentencesIn("label: 'Pannello di controllo', state: 'Bozza'; throw new Error('Broken'), 'GET'")).toEqual([
      'Pannello di controllo',
      'Bozza',
    ]);
  });
});
