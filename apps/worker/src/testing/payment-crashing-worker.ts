/**
 * A worker that kills itself with SIGKILL when the payment gateway has carried out a call and nothing is written down yet. Started by
 * the test of payments. Arguments: JSON with `appUrl`, `queueUrl`, `storageDir`, `call`.
 */
import type { PaymentGateway } from '@stanza/core';
import { z } from 'zod';
import * as t from '../composition/tokens.ts';
import { makeWorkerForTests } from './worker-for-tests.ts';

const { call, ...options } = z
  .object({
    appUrl: z.string(),
    queueUrl: z.string(),
    storageDir: z.string(),
    call: z.enum(['create', 'status', 'cancel', 'receipt']),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const dying = (gateway: PaymentGateway): PaymentGateway =>
  new Proxy(gateway, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (name !== call || typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        await Reflect.apply(method, target, given);
        process.kill(process.pid, 'SIGKILL');
        return new Promise(() => undefined);
      };
    },
  });

const worker = makeWorkerForTests({
  ...options,
  rebind: (container) => {
    const gateways = container.get(t.gatewaysToken);
    container.rebind(t.gatewaysToken).toConstantValue({
      of: (tenantId, choice) => dying(gateways.of(tenantId, choice)),
    });
  },
});
await worker.drain();
await worker.close();
