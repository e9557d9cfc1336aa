import { expect } from '@jest/globals';
import { RegistryError, type RegistrySteps } from '../../ports/registry-steps.ts';
import { anActor, makeMemoryPortal, makeMemoryPorts, must } from '../../testing/index.ts';
import type { Finding } from '../operator/settle-registration.ts';
import { makeStepwiseRegistry } from '../system/stepwise-registry.ts';
import { begin } from './begun-practice.ts';

/** A registry that never answers for the number, and cannot say what it did, until a test lets it. */
export const doubtful = (numberLater: boolean) => {
  const ports = makeMemoryPorts();
  const outside = { answers: false, refuses: false, asked: 0 };
  const steps: RegistrySteps = {
    book: 'a book',
    numberLater,
    limits: { maxFileBytes: 10_000_000, maxTotalBytes: 10_000_000 },
    prepare: async () => null,
    async attach(_prepared, { fileName }) {
      if (outside.refuses) throw new RegistryError('refused', 'it takes no such file');
      return fileName;
    },
    async commit() {
      outside.asked += 1;
      if (!outside.answers) throw new RegistryError('in-doubt', 'no answer came');
      return { number: '0000900', year: 2026, registeredAt: ports.clock.now() };
    },
    find: null,
  };
  const registry = {
    ...ports.registry,
    register: makeStepwiseRegistry({ ...ports, steps, pause: async () => undefined, inPlace: (work) => work() })
      .register,
  };
  return { portal: makeMemoryPortal({ ...ports, registry }), outside };
};

/** A practice that was sent, and whose registration came to a stop. */
export const stopped = async (why: 'in-doubt' | 'refused', numberLater = false) => {
  const { portal, outside } = doubtful(numberLater);
  outside.refuses = why === 'refused';
  const begun = await begin(portal);
  await begun.fill();
  must(await begun.submit());
  const { ente, operator, id, run } = begun;
  const queued = await run(({ deliveries }) => deliveries.of(id));
  const registration = queued.find(({ effect }) => effect.kind === 'register_request');
  if (registration === undefined) throw new Error('The registration is not queued');
  await expect(portal.jobs.register_request(ente.id, registration.id)).rejects.toMatchObject({ kind: why });
  const block = () => run(({ deliveries }) => deliveries.fail(registration.id, why, true));
  const place = { practiceId: id, key: `${id}:richiesta` };
  const say = (finding: Finding, actor = anActor(operator), where = place) =>
    portal.settleRegistration(ente.id, actor, where, finding);
  const deliveries = () => run(({ deliveries: all }) => all.of(id));
  const state = async () => (await run(({ registrations }) => registrations.byKey(place.key)))?.state;
  const job = () => portal.jobs.register_request(ente.id, registration.id);
  const retry = () => portal.retryDelivery(ente.id, anActor(operator), id, registration.id);
  return { ...begun, state, portal, outside, place, say, deliveries, block, job, retry };
};

/** What an operator found in the registry of the ente. */
export const FOUND = { kind: 'registered', number: '123', day: '2026-03-02' } as const;
