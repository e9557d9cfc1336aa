import { execFile } from 'node:child_process';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { makePublicTempFolder } from '../testing/public-temp-folder.ts';
import { startEmbeddedPostgres } from './embedded.ts';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDir: string;

  beforeAll(async () => {
    folder = await makePublicTempFolder();
    dataDir = join(folder, 'postgres');
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined });
  const postmaster = async () => Number.parseInt(await readFile(join(dataDir, 'postmaster.pid'), 'utf8'), 10);
  const ask = async (url: string, query: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(query);
    await client.end();
    return rows[0];
  };

  it('keeps its data from one start to the next, and forces them to disk', async () => {
    const first = await start();
    await ask(first.adminUrl, "create table nota as select 'perché' as testo");
    expect(await ask(first.adminUrl, 'show fsync')).toEqual({ fsync: 'on' });
    await first.stop();
    const second = await start();
    expect(await ask(second.adminUrl, 'select upper(testo) as testo from nota')).toEqual({ testo: 'PERCHÉ' });
    await second.stop();
  });

  it('listens on the loopback only and keeps its password from other users', async () => {
    const server = await start();
    expect(await ask(server.adminUrl, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' });
    expect((await stat(`${dataDir}.password`)).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('refuses in one sentence a folder that is in use', async () => {
    const server = await start();
    await expect(start()).rejects.toMatchObject({
      name: 'UserFacingError',
      message: expect.stringMatching(new RegExp(`già in uso .*\\(PostgreSQL è il processo ${await postmaster()}\\)`)),
    });
    await server.stop();
  });

  it('is stopped in order also when its guardian is killed, and starts again', async () => {
    const server = await start();
    await ask(server.adminUrl, 'create table if not exists rimasta (id int)');
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(await postmaster())]);
    process.kill(Number(stdout), 'SIGKILL');
    await server.ended;
    await expect(postmaster()).rejects.toThrow('ENOENT');
    const again = await start();
    expect(await ask(again.adminUrl, "select to_regclass('rimasta') is not null as there")).toEqual({ there: true });
    await again.stop();
  });

  it('lets one of two first starts win, and stops it twice without harm', async () => {
    const dataDir = join(folder, 'raced');
    const starts = [1, 2].map(() => startEmbeddedPostgres({ dataDir, log: () => undefined }));
    const outcomes = await Promise.allSettled(starts);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason.message).toContain('già in uso');
      else await outcome.value.stop().then(outcome.value.stop);
    }
  });

  it('starts in spite of a lock file whose process number now belongs to another program', async () => {
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.ppid}\n${dataDir}\n`);
    const server = await start();
    await server.stop();
    await server.ended;
  });
});
