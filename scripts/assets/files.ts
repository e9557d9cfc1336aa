import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Already compressed by their own format. */
const INCOMPRESSIBLE = new Set(['.woff2']);

/** How long files of an older build are kept for pages already sent, in milliseconds. */
const KEEP_OLD = 3_600_000;

/** Absolute paths of the files under `folder` with one of the endings, sorted. */
export function listFiles(folder: string, extensions: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** One digest of names (relative to `root`) and contents. */
export function fingerprint(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/** Content of a text file, `undefined` when it does not exist. */
export function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Writes a file under a name that changes with its content, with brotli and gzip copies beside it where they are smaller.
 * @returns the name it was written under (`stile.css` → `stile.1a2b3c4d.css`)
 */
export function writeHashed(folder: string, name: string, content: Buffer): string {
  const extension = extname(name);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const hashed = `${name.slice(0, -extension.length)}.${digest}${extension}`;
  writeAtomically(join(folder, hashed), content);
  if (!INCOMPRESSIBLE.has(extension)) {
    const parameters = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    };
    writeAtomically(join(folder, `${hashed}.br`), brotliCompressSync(content, parameters));
    writeAtomically(join(folder, `${hashed}.gz`), gzipSync(content, { level: 9 }));
  }
  return hashed;
}

/** Writes a file so that nobody ever reads half of it: several processes may build at once. */
export function writeAtomically(file: string, content: Buffer | string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/** Removes what older builds left, except for what is recent; `current` are the names of this one. */
export function sweep(folder: string, current: readonly string[]): void {
  const keep = new Set(['manifest.json', '.stamp', ...current.flatMap((name) => [name, `${name}.br`, `${name}.gz`])]);
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!keep.has(name) && Date.now() - statSync(file).mtimeMs > KEEP_OLD) rmSync(file);
  }
}
