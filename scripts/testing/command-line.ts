import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tenant } from '@stanza/core';
import { makePool, makeTenantDirectory, type Pool } from '@stanza/postgres';
import { runStanza } from '../stanza/run-stanza.ts';
import { createTestDatabase } from './database.ts';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `npx stanza` in this process, over a database and a folder of one test file. */
export interface CommandLine {
  readonly folder: string;
  stanza(...args: readonly string[]): Promise<Answer>;
  /** The same with other settings. */
  stanzaWith(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Answer>;
  /** Writes a file. @returns its path */
  file(name: string, content: unknown): Promise<string>;
  /** @param slug of an ente that is there */
  ente(slug: string): Promise<Tenant>;
  /** Does some work as the administrator of the database. */
  inDatabase<T>(work: (pool: Pool) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param settings besides that of the database */
export const openCommandLine = async (settings: NodeJS.ProcessEnv = {}): Promise<CommandLine> => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'stanza-cli-'));
  const stanzaWith = async (more: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Answer> => {
    const [out, err]: [string[], string[]] = [[], []];
    const environment = { DATABASE_URL: database.adminUrl, DATA_DIR: folder, ...settings, ...more };
    const terminal = { say: (line: string) => out.push(line), sayError: (line: string) => err.push(line), environment };
    const code = await runStanza(args, terminal, () => undefined);
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const inDatabase: CommandLine['inDatabase'] = async (work) => {
    const pool = makePool(database.adminUrl, { max: 1 });
    return work(pool).finally(() => pool.end());
  };
  return {
    folder,
    stanzaWith,
    stanza: (...args) => stanzaWith({}, ...args),
    async file(name, content) {
      const path = join(folder, name);
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    inDatabase,
    async ente(slug) {
      const found = await inDatabase((pool) => makeTenantDirectory(pool).bySlug(slug));
      if (found === null) throw new Error(`There is no ente ${slug}`);
      return found;
    },
    async close() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
