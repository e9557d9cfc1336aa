import { readFileSync } from 'node:fs';
import { PurgeCSS } from 'purgecss';
import { compile } from 'sass';

interface StyleInput {
  /** Our style sheet. */
  readonly entry: string;
  /** Bootstrap Italia's Sass sources, importable by their own paths. */
  readonly library: string;
  /** Templates and browser scripts: what they never name is left out. */
  readonly content: readonly string[];
  /** Address, relative to the style sheet, of each file it names. */
  readonly fileNames: ReadonlyMap<string, string>;
}

/** Names that only the browser or Bootstrap's own custom properties know. */
const ALWAYS_KEPT = ['html', 'body'];

/**
 * Compiles our Sass and leaves out every rule that no template uses. A class written in part by a value
 * (`avviso-{{kind}}`) keeps all the classes with that beginning.
 */
export async function buildStyle({ entry, library, content, fileNames }: StyleInput): Promise<Buffer> {
  const { css } = compile(entry, {
    style: 'compressed',
    loadPaths: [library],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions'],
  });
  const sources = content.map((file) => readFileSync(file, 'utf8'));
  const prefixes = new Set(
    sources.flatMap((source) => [...source.matchAll(/([\w-]+-)\{\{/g)].map(([, prefix]) => prefix ?? '')),
  );
  const [purged] = await new PurgeCSS().purge({
    content: sources.map((raw) => ({ raw, extension: 'html' })),
    css: [{ raw: css }],
    defaultExtractor: (source) => source.match(/[\w-]+/g) ?? [],
    safelist: [...ALWAYS_KEPT, ...[...prefixes].map((prefix) => new RegExp(`^${prefix}`))],
    keyframes: true,
    variables: true,
  });
  if (purged === undefined) throw new Error('PurgeCSS returned no style sheet');
  return Buffer.from(
    purged.css.replaceAll(
      /url\(['"]?([\w.-]+)['"]?\)/g,
      (whole, name: string) => `url(${fileNames.get(name) ?? whole})`,
    ),
  );
}
