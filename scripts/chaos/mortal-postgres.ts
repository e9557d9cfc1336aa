import { setTimeout as wait } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/embedded.ts';
import { freePort } from '../postgres/free-port.ts';
import { livePostmaster } from '../postgres/postmaster-pid.ts';
import type { Mortal } from './mortal.ts';

const PAUSE_MS = 200;
/** About a minute: its backends have to notice that the server is gone. */
const ATTEMPTS = 300;

const startAgain = async (dataDir: string, port: number): Promise<EmbeddedPostgres> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startEmbeddedPostgres({ dataDir, port, log: () => undefined });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await wait(PAUSE_MS);
    }
  }
};

/** The embedded PostgreSQL, durable as in production, at one port through all its lives. */
export const keepPostgresAlive = async (dataDir: string): Promise<Mortal & { readonly adminUrl: string }> => {
  const deaths: number[] = [];
  const port = await freePort();
  let server = await startEmbeddedPostgres({ dataDir, port, log: () => undefined });
  const { adminUrl } = server;
  let rising: Promise<void> = Promise.resolve();
  return {
    name: 'PostgreSQL',
    adminUrl,
    deaths,
    async kill() {
      await rising;
      const pid = await livePostmaster(dataDir);
      if (pid === undefined) return false;
      deaths.push(Date.now());
      process.kill(pid, 'SIGKILL');
      rising = server.ended.then(async () => {
        server = await startAgain(dataDir, port);
      });
      return true;
    },
    async stop() {
      await rising;
      await server.stop();
    },
  };
};
