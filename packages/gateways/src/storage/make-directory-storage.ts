import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TenantId, tenantIdSchema } from '@stanza/core';
import { isStoredName, type NamedStorage } from './named-storage.ts';

/** Only the portal's own user reads what citizens sent. */
const FOLDER = { recursive: true, mode: 0o700 } as const;

/** No upload takes so long. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Answers with `missing` when there is no such file. */
const unlessMissing = async <T, M>(work: Promise<T>, missing: M): Promise<T | M> => {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return missing;
    throw error;
  }
};

const write = async (file: FileHandle, source: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const chunk of source) await file.writeFile(chunk);
  // The kernel's own time of a file is some milliseconds late.
  const now = new Date();
  await file.utimes(now, now);
  await file.sync();
};

const namesIn = (folder: string): Promise<readonly string[]> => unlessMissing(readdir(folder), []);

/** The names of the 256 folders in their order, from the one that `after` is in: no more than one is read at a time. */
const placesFrom = (after: string | null): readonly string[] =>
  Array.from({ length: 256 }, (_, place) => place.toString(16).padStart(2, '0')).filter(
    (place) => after === null || place >= after.slice(0, 2),
  );

/** A name in a folder is durable only when the folder is. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const removeIfOld = async (path: string): Promise<void> => {
  if (Date.now() - (await stat(path)).mtimeMs > ABANDONED_MS) await rm(path, { force: true });
};

/** The first of these files that is there. It is opened by whoever begins to read: what nobody reads holds nothing open. */
const read = async function* (places: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const place of places) {
    const file = await unlessMissing(open(place, 'r'), null);
    if (file === null) continue;
    yield* file.createReadStream();
    return;
  }
  throw new Error('What was stored is gone');
};

/** Removes what was being written when a process was killed. Whatever cannot be looked at is left for the next time. */
const sweep = async (directory: string): Promise<void> => {
  const inside = (folder: string) => readdir(folder).catch(() => []);
  for (const tenant of await inside(directory)) {
    const folder = join(directory, tenant, 'tmp');
    for (const name of await inside(folder)) await removeIfOld(join(folder, name)).catch(() => undefined);
  }
};

/**
 * Keeps files in a folder: `<directory>/<tenant>/<first two of the name>/<name>`. What is being written has a name of its
 * own in `<tenant>/tmp` and gets its place, or takes that of an earlier one, only when it is whole and on disk; what was left
 * there more than a day ago is removed when the storage is opened. The time of a file is that of its last `put`: see ADR 11 for
 * how that keeps `put` and `remove` apart without a lock.
 * @param options.directory absolute path, all of it on one file system; created when needed
 */
export const makeDirectoryStorage = ({ directory }: { readonly directory: string }): NamedStorage => {
  const folderOf = (tenantId: TenantId) => join(directory, tenantIdSchema.parse(tenantId));
  const swept = sweep(directory);
  const pathOf = (tenantId: TenantId, name: string) => join(folderOf(tenantId), name.slice(0, 2), name);

  const asidePathOf = (tenantId: TenantId, name: string) => join(folderOf(tenantId), 'removed', name);

  const keep = async (tenantId: TenantId, temporary: string, name: string): Promise<void> => {
    const place = join(folderOf(tenantId), name.slice(0, 2));
    await mkdir(place, FOLDER);
    await rename(temporary, join(place, name));
    for (const folder of [place, folderOf(tenantId), directory]) await syncFolder(folder);
  };

  return {
    async put(tenantId, source, name) {
      await swept;
      const folder = join(folderOf(tenantId), 'tmp');
      await mkdir(folder, FOLDER);
      const temporary = join(folder, randomUUID());
      const file = await open(temporary, 'wx', 0o600);
      try {
        await write(file, source).finally(() => file.close());
        await keep(tenantId, temporary, name());
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async open(tenantId, name) {
      if (!isStoredName(name)) return null;
      const path = pathOf(tenantId, name);
      // One that is being removed may come back, or be left where a crash found it: it is looked for there as well.
      const places = [path, asidePathOf(tenantId, name), path];
      for (const place of places) {
        if ((await unlessMissing(stat(place), null)) !== null) return read(places);
      }
      return null;
    },
    async list(tenantId, after, limit) {
      // `open` finds them there too.
      const aside = await namesIn(join(folderOf(tenantId), 'removed'));
      const found: string[] = [];
      for (const place of placesFrom(after)) {
        const names = new Set([...(await namesIn(join(folderOf(tenantId), place))), ...aside]);
        const contents = [...names].filter((name) => isStoredName(name) && name.startsWith(place));
        const next = contents.filter((name) => after === null || name > after).toSorted();
        found.push(...next.slice(0, limit - found.length));
        if (found.length === limit) break;
      }
      return found;
    },
    async remove(tenantId, name, before) {
      if (!isStoredName(name)) return true;
      const [path, aside] = [pathOf(tenantId, name), asidePathOf(tenantId, name)];
      const isNew = async (place: string) => ((await unlessMissing(stat(place), null))?.mtime ?? 0) >= before;
      if (await isNew(path)) return false;
      await mkdir(dirname(aside), FOLDER);
      await unlessMissing(rename(path, aside), null);
      // Whoever puts it from now on brings their own; whoever did just before had it moved aside: it is new.
      if (await isNew(aside)) {
        await unlessMissing(link(aside, path), null).catch((error: unknown) => {
          if (codeOf(error) !== 'EEXIST') throw error;
        });
        await rm(aside, { force: true });
        return false;
      }
      await rm(aside, { force: true });
      return true;
    },
  };
};
