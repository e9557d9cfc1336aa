/**
 * A worker that kills itself with SIGKILL at the N-th step of its work: before or after a call of a port, inside a
 * transaction before it commits, before a statement of the registry. Started by the crash test as a process.
 *
 * Argument: JSON with `appUrl`, `queueUrl`, `storageDir`, `killAt`. Ends with 0 when its work has fewer steps.
 */
import type { UnitOfWork } from '@stanza/core';
import type { Pool } from '@stanza/postgres';
import type { Container, ServiceIdentifier } from 'inversify';
import { z } from 'zod';
import * as t from '../composition/tokens.ts';
import { makeBuiltInRegistry } from '../protocol/make-built-in-registry.ts';
import { makeWorkerForTests } from './worker-for-tests.ts';

const argumentSchema = z.object({ appUrl: z.string(), queueUrl: z.string(), storageDir: z.string(), killAt: z.int() });

const { killAt, ...options } = argumentSchema.parse(JSON.parse(process.argv[2] ?? ''));

let reached = 0;
const step = (): void => {
  reached += 1;
  if (reached === killAt) process.kill(process.pid, 'SIGKILL');
};

/** The same object, with a step before (and after, if asked) each call of the methods that are named. */
const stepping = <T extends object>(port: T, methods: readonly string[], after: boolean): T =>
  new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!methods.includes(String(name))) return value.bind(target);
      return async (...given: unknown[]) => {
        step();
        const result: unknown = await Reflect.apply(value, target, given);
        if (after) step();
        return result;
      };
    },
  });

const steppingTransactions = (unitOfWork: UnitOfWork): UnitOfWork =>
  stepping(
    {
      ...unitOfWork,
      run: (tenantId, work) =>
        unitOfWork.run(tenantId, async (stores) => {
          const result = await work(stores);
          step();
          return result;
        }),
    },
    ['run'],
    true,
  );

const steppingStatements = (pool: Pool): Pool =>
  new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return async () => stepping(await target.connect(), ['query'], false);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const replace = <T>(container: Container, token: ServiceIdentifier<T>, change: (part: T) => T): void => {
  const part = change(container.get(token));
  container.rebind(token).toConstantValue(part);
};

const rebind = (container: Container): void => {
  const registry = makeBuiltInRegistry({
    pool: steppingStatements(container.get(t.appPoolToken)),
    clock: container.get(t.clockToken),
  });
  replace(container, t.mailerOfToken, (mailerOf) => (tenantId) => stepping(mailerOf(tenantId), ['send'], true));
  replace(container, t.unitOfWorkToken, steppingTransactions);
  replace(container, t.tenantsToken, (tenants) => stepping(tenants, ['byId'], false));
  replace(container, t.storageToken, (storage) => stepping(storage, ['put'], true));
  replace(container, t.rendererToken, (renderer) => stepping(renderer, ['renderRequest', 'renderReceipt'], true));
  replace(container, t.registryToken, () => stepping(registry, ['register'], true));
};

const worker = makeWorkerForTests({ ...options, rebind });
await worker.drain();
await worker.close();
