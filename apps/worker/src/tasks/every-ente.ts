import type { TenantId } from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { Logger } from 'pino';

export type EveryEnte = (task: string, work: (tenantId: TenantId) => Promise<void>) => Promise<void>;

/**
 * Does the work of a night for every ente of `ids`, one after the other. What fails for one is logged and does not stop the others;
 * at the end it throws, so that the queue tries again: what was done for the others is found done.
 */
export const makeEveryEnte =
  (deps: { readonly ids: () => Promise<readonly TenantId[]>; readonly logger: Logger }): EveryEnte =>
  async (task, work) => {
    let failed = 0;
    for (const tenantId of await deps.ids()) {
      try {
        await work(tenantId);
      } catch (error) {
        failed += 1;
        deps.logger.error({ task, tenantId, error: describeError(error) }, 'The work of the night failed for an ente');
      }
    }
    if (failed > 0) throw new Error(`${task} failed for ${failed} enti`);
  };
