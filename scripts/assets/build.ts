import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fingerprint, listFiles, readIfPresent, sweep, writeAtomically, writeHashed } from './files.ts';
import { buildSprite } from './sprite.ts';
import { buildStyle } from './style.ts';

const root = join(import.meta.dirname, '../..');
const web = join(root, 'apps/web');
const library = join(root, 'node_modules/bootstrap-italia');
const sources = join(web, 'src/assets');
const out = join(web, 'dist/assets');

/** File names of the weights in use, in the library's folder. */
const FONT_FILES = { 400: 'regular', 600: '600', 700: '700' };

/**
 * Builds the static files of the web app into `apps/web/dist/assets`; does nothing when no input changed since the last time.
 * Files are added beside the old ones and the manifest is replaced last, so whoever reads it meanwhile always finds a whole set.
 * @throws when a style sheet does not compile or a template names an icon that does not exist
 */
export async function buildAssets(): Promise<void> {
  const templates = listFiles(join(web, 'src'), ['.hbs']);
  const code = listFiles(join(web, 'src'), ['.ts']).filter((file) => !file.endsWith('.test.ts'));
  const drawingsAndStyles = listFiles(sources, ['.scss', '.js', '.svg']);
  const builders = listFiles(import.meta.dirname, ['.ts']);
  const stamp = join(out, '.stamp');
  const digest = fingerprint(root, [
    ...templates,
    ...code,
    ...drawingsAndStyles,
    ...builders,
    join(library, 'package.json'),
  ]);
  if (readIfPresent(stamp) === digest) return;

  mkdirSync(out, { recursive: true });
  const manifest = await buildAll(templates, code);
  writeAtomically(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2));
  writeAtomically(stamp, digest);
  sweep(out, Object.values(manifest));
}

async function buildAll(templates: readonly string[], code: readonly string[]): Promise<Record<string, string>> {
  const manifest: Record<string, string> = {};
  const add = (name: string, content: Buffer): void => {
    manifest[name] = writeHashed(out, name, content);
  };
  for (const [weight, file] of Object.entries(FONT_FILES)) {
    const font = join(library, `dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-${file}.woff2`);
    add(`titillium-${weight}.woff2`, readFileSync(font));
  }
  add('icona.svg', readFileSync(join(sources, 'svg/icona.svg')));
  add('icone.svg', buildSprite({ templates, code, ownIcons: join(sources, 'svg'), library: join(library, 'src/svg') }));
  const scripts = listFiles(join(sources, 'js'), ['.js']);
  for (const script of scripts) add(basename(script), readFileSync(script));
  const style = await buildStyle({
    entry: join(sources, 'scss/stile.scss'),
    library: join(library, 'src/scss'),
    content: [...templates, ...scripts],
    fileNames: new Map(Object.entries(manifest)),
  });
  add('stile.css', style);
  return manifest;
}

if (import.meta.main) await buildAssets();
