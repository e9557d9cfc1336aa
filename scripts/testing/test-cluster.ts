import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '../postgres/embedded.ts';
import { DEMO_DOOR, readTestConfig } from './config.ts';
import { makePublicTempFolder } from './public-temp-folder.ts';
import type { TemplateDatabase } from './template-database.ts';

/** The PostgreSQL of one test run, seen from the process that runs the test files. */
export interface TestCluster {
  /** Where test files ask for the template database (JSON); the first one who asks makes the cluster start. */
  readonly doorUrl: string;
  close(): Promise<void>;
}

interface RunningCluster {
  readonly template: TemplateDatabase;
  /** The same with the enti of the demonstration in it; made when it is first asked for. */
  demo(): Promise<TemplateDatabase>;
  stop(): Promise<void>;
}

/**
 * Prepares a cluster for one test run: `TEST_DATABASE_URL`, else an embedded server in a temporary folder.
 *
 * Nothing starts until the first test file asks, so that tests of pure code do not pay for it. Test files run in other
 * processes, hence the small HTTP door on the loopback, with an address nobody can guess.
 */
export async function openTestCluster(): Promise<TestCluster> {
  const path = `/${randomBytes(16).toString('hex')}`;
  let running: Promise<RunningCluster> | undefined;

  const door = createServer(async (request, response) => {
    response.setHeader('connection', 'close');
    const isDemo = request.url === `${path}${DEMO_DOOR}`;
    if (request.url !== path && !isDemo) {
      response.writeHead(404).end();
      return;
    }
    running ??= startCluster();
    const asked = running.then(({ template, demo }) => (isDemo ? demo() : template));
    await asked.then(
      (template) => response.end(JSON.stringify(template)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  door.unref();
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address and a port');

  return {
    doorUrl: `http://127.0.0.1:${address.port}${path}`,
    async close() {
      door.close();
      const cluster = await running?.catch(() => undefined);
      await cluster?.stop();
    },
  };
}

async function startCluster(): Promise<RunningCluster> {
  const { createTemplateDatabase, dropDatabases } = await import('./template-database.ts');
  const { TEST_DATABASE_URL: givenUrl } = readTestConfig();
  const server = givenUrl === undefined ? await startThrowAwayServer() : undefined;
  const maintenanceUrl = givenUrl ?? server?.adminUrl ?? '';
  const prefix = `stanza_test_${randomBytes(4).toString('hex')}_`;
  const stop = async () => {
    await (server?.stop() ?? dropDatabases(maintenanceUrl, prefix));
  };
  try {
    const template = await createTemplateDatabase(maintenanceUrl, prefix);
    let demo: Promise<TemplateDatabase> | undefined;
    const seeded = async () => (await import('./demo-template.ts')).createDemoTemplate(template);
    return {
      template,
      demo: () => {
        demo ??= seeded();
        return demo;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startThrowAwayServer(): Promise<EmbeddedPostgres> {
  const { startEmbeddedPostgres } = await import('../postgres/embedded.ts');
  const folder = await makePublicTempFolder();
  return startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined, throwAway: true });
}
