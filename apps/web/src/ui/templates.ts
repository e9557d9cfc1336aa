import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Handlebars from 'handlebars';
import type { Assets } from './manifest.ts';
import type { ShellView } from './shell.ts';
import { resolveConstants, type Texts } from './template-constants.ts';

/** Every page of the application, ready to be filled. Holds no state besides the compiled templates. */
export interface Templates {
  /**
   * The whole HTML document.
   * @param name folder of the page (`profilo`), or folder and file for the others in it (`compilazione/riepilogo`)
   * @param page what `page.hbs` shows; plain data
   * @param shell what surrounds it; templates and partials also reach it as `@shell` (`{{@shell.csrf}}`)
   * @throws when the page does not exist, or a value or a list that the template prints is missing
   */
  render(name: string, page: object, shell: ShellView): string;
  /** Names that {@link render} knows, sorted. */
  readonly names: readonly string[];
}

export interface TemplatesOptions {
  /** Folder with one folder per page: `page.hbs`, other `*.hbs`, and `texts.it.ts` exporting `texts`. */
  readonly pagesDir: string;
  /** Folder of the partials; `layout.hbs` among them is the shell. Their sentences are in `texts.it.ts` beside it. */
  readonly partialsDir: string;
  readonly assets: Assets;
}

type Compiled = HandlebarsTemplateDelegate<object>;

/**
 * Reads and compiles every template once. Inside a template only `if`, `unless`, `each`, `with` and `lookup` exist, plus the constants
 * of {@link resolveConstants}, which cost nothing at run time.
 * @throws when a template does not parse or names an asset or a sentence that does not exist
 */
export async function makeTemplates({ pagesDir, partialsDir, assets }: TemplatesOptions): Promise<Templates> {
  const engine = Handlebars.create();
  engine.registerHelper('each', eachOfList);
  const compile = (file: string, texts: Texts): Compiled =>
    engine.compile<object>(resolveConstants(Handlebars.parse(readFileSync(file, 'utf8')), assets, texts), {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: { if: true, unless: true, each: true, with: true, lookup: true },
      preventIndent: true,
    });

  const partialTexts = await textsOf(partialsDir);
  for (const file of templateFiles(partialsDir)) {
    engine.registerPartial(basename(file, '.hbs'), compile(join(partialsDir, file), partialTexts));
  }
  const sprite = assets.url('icone.svg');
  const layout = compile(join(partialsDir, 'layout.hbs'), partialTexts);

  const pages = new Map<string, Compiled>();
  for (const folder of foldersOf(pagesDir)) {
    const texts = await textsOf(join(pagesDir, folder));
    for (const file of templateFiles(join(pagesDir, folder))) {
      const name = file === 'page.hbs' ? folder : `${folder}/${basename(file, '.hbs')}`;
      pages.set(name, compile(join(pagesDir, folder, file), texts));
    }
  }

  return {
    render(name, page, shell) {
      const template = pages.get(name);
      if (template === undefined) throw new Error(`There is no page "${name}"`);
      const options = { data: { shell, sprite } };
      return layout({ ...shell, body: template(page, options) }, options);
    },
    names: [...pages.keys()].sort(),
  };
}

/** `each`, but a missing list throws: strict mode alone lets it through as an empty one. */
function eachOfList(this: unknown, list: unknown, options: Handlebars.HelperOptions): string {
  if (!Array.isArray(list)) throw new Error('A template loops over something that is not a list');
  if (list.length === 0) return options.inverse(this);
  let html = '';
  for (const item of list) html += options.fn(item);
  return html;
}

async function textsOf(folder: string): Promise<Texts> {
  const file = join(folder, 'texts.it.ts');
  if (!existsSync(file)) return {};
  const module: { texts: Texts } = await import(pathToFileURL(file).href);
  return module.texts;
}

function templateFiles(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.hbs'));
}

function foldersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
