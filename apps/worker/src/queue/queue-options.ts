import type { Pool } from '@stanza/postgres';
import type { TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import { graphileLogger } from './graphile-logger.ts';
import type { Presence } from './presence.ts';
import { presencePlugin } from './presence-plugin.ts';

/** What makes a runner of the queue ours. @param parts.pool connections as the owner of the queue */
export const queueOptions = (parts: {
  readonly pool: Pool;
  readonly presence: Presence;
  readonly tasks: TaskList;
  readonly logger: Logger;
}) => ({
  pgPool: parts.pool,
  taskList: parts.tasks,
  logger: graphileLogger(parts.logger),
  noHandleSignals: true,
  preset: {
    plugins: [presencePlugin(parts.presence)],
    // Otherwise nobody waits for the end of a job to be written down, and a failure of that ends the process.
    worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
  },
});
