import { readFileSync } from 'node:fs';
import { listFiles } from './files.ts';

interface SpriteInput {
  /** Templates, where icons are named by `{{icon "it-user"}}`. */
  readonly templates: readonly string[];
  /** Sources, where an icon's name stands as a quoted string. */
  readonly code: readonly string[];
  /** Folder of our own drawings. */
  readonly ownIcons: string;
  /** Folder of the library's icons, one file each. */
  readonly library: string;
}

/**
 * One SVG with a symbol for each icon in use.
 * @throws when a template names an icon that does not exist
 */
export function buildSprite({ templates, code, ownIcons, library }: SpriteInput): Buffer {
  const available = new Map(
    [...listFiles(library, ['.svg']), ...listFiles(ownIcons, ['.svg'])].map((file) => [iconName(file), file] as const),
  );
  const used = new Set<string>();
  for (const name of matches(templates, /\{\{icon "([\w-]+)"\}\}/g)) {
    if (!available.has(name)) throw new Error(`There is no icon "${name}"`);
    used.add(name);
  }
  for (const name of matches(code, /'(it-[\w-]+)'/g)) {
    if (available.has(name)) used.add(name);
  }
  const symbols = [...available]
    .filter(([name]) => used.has(name))
    .map(([name, file]) => symbol(name, readFileSync(file, 'utf8')));
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

function* matches(files: readonly string[], pattern: RegExp): Generator<string> {
  for (const file of files) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(pattern)) if (name !== undefined) yield name;
  }
}

function iconName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.svg'.length);
}

function symbol(name: string, source: string): string {
  const svg = /<svg[^>]*viewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>/.exec(source);
  if (svg === null) throw new Error(`Icon "${name}" is not an SVG with a viewBox`);
  const [, viewBox, content = ''] = svg;
  return `<symbol id="${name}" viewBox="${viewBox}">${content
    .replace(/<title>.*<\/title>/, '')
    .replaceAll(/>\s+</g, '><')
    .trim()}</symbol>`;
}
