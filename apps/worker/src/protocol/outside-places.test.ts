import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  makeBuiltInRegistry,
  NumberLater,
  type ProtocolRegistry,
  type RegistryChoice,
  registryContext,
  type Service,
  type Tenant,
} from '@stanza/core';
import { aService, aTenant, type MemoryPorts, makeMemoryPorts, must } from '@stanza/core/testing';
import { aRegistration } from '@stanza/core/testing/contracts';
import { CONCURRENCY } from '../run-worker.ts';
import { makeChosenRegistry } from './chosen-registry.ts';
import { PASSWORD, someSettings } from './docarea/testing/sample-docarea.ts';
import { MOST_OF_ALL, MOST_OF_AN_ENTE, makeOutsidePlaces } from './outside-places.ts';

const BUSY = {
  status: 'rejected',
  reason: expect.objectContaining({ kind: 'again', message: 'The registry is busy' }),
};

/** An ente with two services. */
const enteWith = async ({ ids, setup }: MemoryPorts) => {
  const id = ids.next();
  const tenant = aTenant(id, { slug: `ente-${id}` });
  const services = [aService(ids.next()), aService(ids.next())] as const;
  await setup.addTenant(tenant);
  for (const service of services) must(await setup.publishService(tenant.id, service));
  return { tenant, services };
};

describe('registries that take a connection and never answer', () => {
  const sockets: Socket[] = [];
  let server: Server;
  let ports: MemoryPorts;
  let registry: ProtocolRegistry;
  beforeEach(async () => {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined).resume();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ports = makeMemoryPorts();
    registry = makeChosenRegistry({ ...ports, builtIn: makeBuiltInRegistry(ports) });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
    await once(server, 'close');
  });

  /** Chooses for a service a registry that is not like the one of another service. */
  const choose = ({ id }: Tenant, service: Service): Promise<void> => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
    const endpoint = `http://127.0.0.1:${address.port}/docarea`;
    const settings = someSettings({ endpoint, office: service.id.slice(-6), timeoutSeconds: 1 });
    const sealed = ports.secretBox.seal(registryContext(id, 'docarea'), JSON.stringify({ password: PASSWORD }));
    const choice: RegistryChoice = { kind: 'docarea', settings, sealed };
    return ports.setup.saveRegistryChoice(id, service.id, choice);
  };
  const register = ({ id }: Tenant, service: Service, key: string) =>
    registry.register(id, aRegistration(key, { serviceId: service.id }));

  it('hold two jobs of an ente, however many it has, and none of another ente', async () => {
    const [a, b] = [await enteWith(ports), await enteWith(ports)];
    for (const service of a.services) await choose(a.tenant, service);
    const all = Array.from({ length: 8 }, (_, index) =>
      register(a.tenant, a.services[index % 2 === 0 ? 0 : 1], `a-${index}`),
    );
    expect(await register(b.tenant, b.services[0], 'b')).toMatchObject({ number: '0000001' });
    const ended = await Promise.allSettled(all);
    expect(
      ended.filter((one) => one.status === 'rejected' && one.reason.message !== 'The registry is busy'),
    ).toHaveLength(MOST_OF_AN_ENTE);
    expect(ended).toContainEqual(BUSY);
    expect(sockets).toHaveLength(MOST_OF_AN_ENTE);
  });

  it('leave places of the worker to what waits for nobody, however many enti have one', async () => {
    const enti = await Promise.all(Array.from({ length: 4 }, () => enteWith(ports)));
    for (const { tenant, services } of enti) await choose(tenant, services[0]);
    const all = enti.flatMap(({ tenant, services: [service] }) => [
      register(tenant, service, 'uno'),
      register(tenant, service, 'due'),
    ]);
    await Promise.allSettled(all);
    expect(sockets).toHaveLength(MOST_OF_ALL);
    // One more is that of App IO.
    expect(CONCURRENCY).toBeGreaterThan(MOST_OF_ALL + 1);
  });

  it('hold up nothing that a system of the office comes and reads, which asks nobody', async () => {
    const enti = await Promise.all(Array.from({ length: 3 }, () => enteWith(ports)));
    for (const { tenant, services } of enti) await choose(tenant, services[0]);
    const slow = Promise.allSettled(
      enti.flatMap(({ tenant, services: [service] }) => ['uno', 'due'].map((key) => register(tenant, service, key))),
    );
    while (sockets.length < MOST_OF_ALL) await once(server, 'connection');
    const { tenant, services } = await enteWith(ports);
    const sealed = ports.secretBox.seal(registryContext(tenant.id, 'external'), '{}');
    await ports.setup.saveRegistryChoice(tenant.id, null, { kind: 'external', settings: {}, sealed });
    const read = ['a', 'b', 'c'].map((key) => register(tenant, services[0], key));
    for (const one of await Promise.allSettled(read)) {
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(NumberLater) });
    }
    await slow;
  });
});

describe('a place', () => {
  it('is there again when it was left', () => {
    const places = makeOutsidePlaces();
    const enter = places.of(aTenant('01890a5d-ac96-7000-8000-000000000001').id);
    const [leave] = [enter(), enter()];
    expect(enter()).toBeNull();
    leave?.();
    expect(enter()).not.toBeNull();
    expect(enter()).toBeNull();
  });
});
