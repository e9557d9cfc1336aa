import 'graphile-worker'; // declares the types of plugins
import type { Presence } from './presence.ts';

/** Lets graphile-worker claim its presence before it takes its first job. */
export const presencePlugin = (presence: Presence): GraphileConfig.Plugin => ({
  name: 'PresencePlugin',
  version: '1.0.0',
  worker: {
    hooks: {
      startWorker: (_context, { worker }) => presence.claim(worker.workerPool.id),
    },
  },
});
