import { factorContext, makeStepwiseRegistry, type Operator, type RegistrySteps } from '@stanza/core';
import {
  anOperator,
  aService,
  aServiceDefinition,
  aTenant,
  type MemoryPorts,
  makeMemoryPortal,
  makeMemoryPorts,
  memoryCodeAt,
  must,
} from '@stanza/core/testing';
import { makeSamlFederation } from '@stanza/gateways';
import { buildApp } from '../app.ts';
import { makePortal } from '../portal.ts';
import { makeTestBrowser, type TestBrowser } from './test-browser.ts';

export const OFFICE = '/bugliano/operatori';
export const PASSWORD = 'una frase lunga';

/**
 * The web app over ports in memory, with an operator and an administrator: for pages of the office that need no PostgreSQL.
 * @param real takes the place of what would be in memory
 * @param outside the registry of others that the ente has
 * @param portalAddress what the portal writes mails from
 */
export const openMemoryOffice = async (
  real: Partial<Pick<MemoryPorts, 'storage' | 'inspector' | 'signatures'>> = {},
  outside: RegistrySteps | null = null,
  portalAddress: string | null = null,
) => {
  const ports = { ...makeMemoryPorts(new Date()), ...real };
  const stepwise = (steps: RegistrySteps) =>
    makeStepwiseRegistry({ ...ports, steps, pause: async () => undefined, inPlace: (work) => work() });
  const registry = outside === null ? ports.registry : { ...ports.registry, ...stepwise(outside) };
  const memory = makeMemoryPortal({ ...ports, registry });
  const { fileAllowance, draftDays } = memory;
  const portal = makePortal({
    ...ports,
    federation: makeSamlFederation({ keys: async () => null, territory: ports.territory }),
    testFederation: null,
    fileInspector: ports.inspector,
    virusScanning: null,
    fileAllowance,
    portalAddress,
    portalUrl: 'http://localhost',
    draftDays,
    feedScheme: 'any',
  });
  const options = { mode: 'test', secure: false, trustProxy: false, logger: false, mailbox: null } as const;
  const { server } = await buildApp({ ...options, portal });

  const ente = aTenant(ports.ids.next());
  const definition = aServiceDefinition({ slug: 'altro', name: 'Altro servizio', area: 'Tributi' });
  const services = [aService(ports.ids.next()), aService(ports.ids.next(), { definition })];
  const [first] = services;
  const operator = anOperator(ports.ids.next(), { services: first === undefined ? [] : [first.id] });
  const email = 'stefano.gallo@comune.bugliano.example';
  const administrator = anOperator(ports.ids.next(), { name: 'Stefano Gallo', email, role: 'amministratore' });
  const secret = ports.oneTimeCodes.newSecret();
  await ports.setup.addTenant(ente);
  for (const service of services) must(await ports.setup.publishService(ente.id, service));
  const hash = await ports.hasher.hash(PASSWORD);
  await ports.setup.addOperator(ente.id, operator, hash);
  const sealed = ports.secretBox.seal(factorContext(ente.id, administrator.id), secret);
  await ports.setup.addOperator(ente.id, administrator, hash, sealed);

  /** What an app shows, at a moment whose code was not used yet. */
  const freshCode = (of: string = secret): string => {
    ports.clock.advance(60_000);
    return memoryCodeAt(of, ports.clock.now());
  };
  /** Somebody who has given a password. */
  const givePassword = async (who: Pick<Operator, 'email'>, password = PASSWORD): Promise<TestBrowser> => {
    const browser = makeTestBrowser(server);
    await browser.visit(`${OFFICE}/accesso`);
    await browser.send(`${OFFICE}/accesso`, { email: who.email, password });
    return browser;
  };
  return {
    ente,
    operator,
    administrator,
    services,
    secret,
    clock: ports.clock,
    unitOfWork: ports.unitOfWork,
    setup: ports.setup,
    ports,
    memory,
    freshCode,
    givePassword,
    /** @param cookies that it has already, by name */
    browser: (cookies: Readonly<Record<string, string>> = {}) => makeTestBrowser(server, '127.0.0.1', cookies),
    async asAdministrator(): Promise<TestBrowser> {
      const browser = await givePassword(administrator);
      await browser.send(`${OFFICE}/accesso/codice`, { codice: freshCode() });
      return browser;
    },
    /** Where the link of the last mail leads that somebody got; empty when they got none. */
    async linkFor(to: string): Promise<string> {
      await memory.drain();
      const mail = ports.mailer.sent.findLast((message) => message.to === to);
      return mail === undefined ? '' : new URL(mail.text).pathname;
    },
    /** Lets others in. @returns where */
    listen: () => server.listen({ host: '127.0.0.1', port: 0 }),
    close: () => server.close(),
  };
};
export type MemoryOffice = Awaited<ReturnType<typeof openMemoryOffice>>;
