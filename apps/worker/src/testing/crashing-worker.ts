/**
 * A process in which several workers work, each on a portal of its own, and that kills itself with SIGKILL when each of them is at
 * its N-th step or has no more work. A step is before or after a call of a port, inside a transaction before it commits, before a
 * statement of the registry. Started by the crash test: loading the modules costs more than the work of one worker.
 *
 * Argument: JSON, of each worker `appUrl`, `queueUrl`, `storageDir`, `killAt`. Writes, as JSON, of each whether it was stopped at its
 * step; ends with 0 when none was.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { makeBuiltInRegistry, type UnitOfWork } from '@stanza/core';
import { makeUnitOfWork, type Pool } from '@stanza/postgres';
import type { Container, ServiceIdentifier } from 'inversify';
import { z } from 'zod';
import * as t from '../composition/tokens.ts';
import { makeWorkerForTests } from './worker-for-tests.ts';

const argumentSchema = z.array(
  z.object({ appUrl: z.string(), queueUrl: z.string(), storageDir: z.string(), killAt: z.int() }),
);
type Argument = z.infer<typeof argumentSchema>[number];

type Step = () => Promise<void>;

/** The same object, with a step before (and after, if asked) each call of the methods that are named. */
const stepping = <T extends object>(step: Step, port: T, methods: readonly string[], after: boolean): T =>
  new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!methods.includes(String(name))) return value.bind(target);
      return async (...given: unknown[]) => {
        await step();
        const result: unknown = await Reflect.apply(value, target, given);
        if (after) await step();
        return result;
      };
    },
  });

const steppingTransactions = (step: Step, unitOfWork: UnitOfWork): UnitOfWork =>
  stepping(
    step,
    {
      ...unitOfWork,
      run: (tenantId, work) =>
        unitOfWork.run(tenantId, async (stores) => {
          const result = await work(stores);
          await step();
          return result;
        }),
    },
    ['run'],
    true,
  );

const steppingStatements = (step: Step, pool: Pool): Pool =>
  new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return async () => stepping(step, await target.connect(), ['query'], false);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const replace = <T>(container: Container, token: ServiceIdentifier<T>, change: (part: T) => T): void => {
  const part = change(container.get(token));
  container.rebind(token).toConstantValue(part);
};

const RENDERINGS = ['renderRequest', 'renderReceipt', 'renderAnswer', 'renderIntegrationRequest'] as const;

const withSteps = (step: Step) => (container: Container) => {
  const registry = makeBuiltInRegistry({
    unitOfWork: makeUnitOfWork(steppingStatements(step, container.get(t.appPoolToken))),
    clock: container.get(t.clockToken),
  });
  replace(container, t.mailerOfToken, (mailerOf) => (tenantId) => stepping(step, mailerOf(tenantId), ['send'], true));
  replace(container, t.unitOfWorkToken, (unitOfWork) => steppingTransactions(step, unitOfWork));
  replace(container, t.tenantsToken, (tenants) => stepping(step, tenants, ['byId'], false));
  replace(container, t.storageToken, (storage) => stepping(step, storage, ['put'], true));
  replace(container, t.rendererToken, (renderer) => stepping(step, renderer, RENDERINGS, true));
  replace(container, t.registryToken, () => stepping(step, registry, ['register'], true));
};

/** Fulfilled when the worker has nothing more to do, or stands at the step that it never leaves. @returns whether it stands there */
const workUntil = ({ killAt, ...options }: Argument): Promise<boolean> => {
  const { promise: stands, resolve: stand } = Promise.withResolvers<boolean>();
  let reached = 0;
  const step = async () => {
    reached += 1;
    if (reached < killAt) return;
    stand(true);
    await new Promise<never>(() => undefined);
  };
  const worker = makeWorkerForTests({ ...options, rebind: withSteps(step) });
  const atEnd = async () => {
    await worker.drain();
    await worker.close();
    return false;
  };
  return Promise.race([stands, atEnd()]);
};

flushCompileCache(); // Node writes it when a process ends, and the killed ones never do.
const stopped: boolean[] = [];
// One after the other, as they are started again: they share one thread.
for (const worker of argumentSchema.parse(JSON.parse(process.argv[2] ?? ''))) stopped.push(await workUntil(worker));
writeSync(process.stdout.fd, JSON.stringify(stopped));
if (stopped.includes(true)) process.kill(process.pid, 'SIGKILL');
