import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from 'pino';

const LEVELS = { error: 'error', warning: 'warn', info: 'info', debug: 'debug' } as const;

/**
 * What graphile-worker has to say, in our log. Its report of a failed job is left out: it repeats the error's message,
 * which may hold personal data, and the task has already reported it without.
 */
export const graphileLogger = (logger: Logger): GraphileLogger =>
  new GraphileLogger(() => (level, message, meta) => {
    if (meta?.failure !== true) logger[LEVELS[level]](message);
  });
