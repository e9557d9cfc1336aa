import { type Clock, DEFAULT_DRAFT_DAYS, type Mailer } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { runOnce } from 'graphile-worker';
import type { Container } from 'inversify';
import pino, { type Logger } from 'pino';
import { makeContainer } from '../composition/container.ts';
import * as t from '../composition/tokens.ts';
import { openPresence, type Presence } from '../queue/presence.ts';
import { queueOptions } from '../queue/queue-options.ts';

export interface WorkerForTestsOptions {
  /** Connection strings of the two roles. */
  readonly appUrl: string;
  readonly queueUrl: string;
  /** Folder of the attachments, the same as the web app's. */
  readonly storageDir: string;
  readonly portalUrl?: string;
  readonly clock?: Clock;
  /** Instead of the one that keeps messages in the database. */
  readonly mailer?: Mailer;
  /** Silent when absent. */
  readonly logger?: Logger;
  /** Gets every line that is logged, down to the smallest, where no `logger` is given. */
  readonly log?: (line: string) => void;
  /** Puts other parts in the place of the real ones. */
  readonly rebind?: (container: Container) => void;
}

/** The real worker, with its real adapters, that works when it is told to. */
export interface WorkerForTests {
  /**
   * Runs every job that is ready, and those that they queue, one after the other. A job that fails is seen in its
   * delivery and is ready again only later, as in real life.
   */
  drain(): Promise<void>;
  /** Closes its connections. */
  close(): Promise<void>;
}

const loggerOf = ({ logger, log }: WorkerForTestsOptions): Logger =>
  logger ?? (log === undefined ? pino({ level: 'silent' }) : pino({ level: 'trace' }, { write: log }));

const containerOf = (given: WorkerForTestsOptions): Container => {
  const { appUrl, queueUrl, storageDir, ...options } = given;
  const config = {
    mode: 'test',
    portalUrl: options.portalUrl ?? 'https://portale.example',
    databaseAppUrl: appUrl,
    databaseQueueUrl: queueUrl,
    secretKey: testSecretKey,
    storage: testStorage(storageDir),
    smtpUrl: null,
    portalAddress: null,
    dkim: null,
    draftDays: DEFAULT_DRAFT_DAYS,
  } as const;
  const container = makeContainer(config, loggerOf(given), makeMemoryTerritory());
  const { clock, mailer } = options;
  if (clock !== undefined) container.rebind(t.clockToken).toConstantValue(clock);
  if (mailer !== undefined) container.rebind(t.mailerOfToken).toConstantValue(() => mailer);
  options.rebind?.(container);
  return container;
};

export const makeWorkerForTests = (options: WorkerForTestsOptions): WorkerForTests => {
  const container = containerOf(options);
  const pool = container.get(t.queuePoolToken);
  let presence: Promise<Presence> | undefined;
  return {
    async drain() {
      presence ??= openPresence(pool);
      await container.get(t.recoverToken)();
      const tasks = container.get(t.tasksToken);
      await runOnce(queueOptions({ pool, presence: await presence, tasks, logger: container.get(t.loggerToken) }));
    },
    async close() {
      (await presence)?.leave();
      await Promise.all([pool.end(), container.get(t.appPoolToken).end()]);
    },
  };
};
