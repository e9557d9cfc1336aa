import type { Clock } from '@stanza/core';
import fastify from 'fastify';
import { z } from 'zod';
import { bizEventsCalls } from './api/biz-events.ts';
import { checkoutCalls } from './api/checkout.ts';
import { gpdCalls } from './api/gpd.ts';
import { noticesCalls } from './api/notices.ts';
import { registerApis, type SimulatedExchange } from './api/register-apis.ts';
import { type Creditor, problem } from './api/reply.ts';
import { registerControls } from './control/register-controls.ts';
import { registerPages } from './pages/register-pages.ts';
import { makeSimulation, type Simulation } from './simulation.ts';

/** From this machine alone: whoever reaches it can say what was paid. */
const HOST = '127.0.0.1';
const MOST_BYTES = 256 * 1024;

export interface PagopaSimulatorOptions {
  /** 0 takes one that is free. */
  readonly port: number;
  readonly creditors: readonly Creditor[];
  readonly clock: Clock;
  /** Where it is kept, so that whoever starts it again finds everything; in memory alone where it is left out. */
  readonly file?: string;
  /** Whether numbers must have the check digits that they should have: the platform does not look. */
  readonly checksNumbers?: boolean;
  /** Is told of every request to one of the four APIs, with the answer. */
  readonly onExchange?: (exchange: SimulatedExchange) => void;
}

export interface PagopaSimulator extends Simulation {
  /** `http://127.0.0.1:8099`: what stands in the place of the platform. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the part of pagoPA that an ente speaks with, on this machine. @throws when the port is taken, or the file is none of its own */
export const startPagopaSimulator = async (options: PagopaSimulatorOptions): Promise<PagopaSimulator> => {
  const { clock, file = null, checksNumbers = true, creditors, onExchange = () => undefined } = options;
  const inside = makeSimulation({ clock, file, checksNumbers });
  const { simulation, book, ledger, troubles, keep, isHeld, isDown } = inside;
  const server = fastify({ bodyLimit: MOST_BYTES, forceCloseConnections: true });
  server.addHook('onRequest', async (request, reply) => {
    if (!isDown() || request.url.startsWith('/simulatore/')) return;
    reply.hijack();
    request.raw.socket.destroy();
  });
  server.setErrorHandler<Error & { readonly statusCode?: number }>((error, _request, reply) => {
    const statusCode = error instanceof z.ZodError ? 400 : (error.statusCode ?? 500);
    if (statusCode >= 500) console.error(error);
    return reply.code(statusCode).send(problem(statusCode, 'The request cannot be read').body);
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(problem(404, 'Not found').body));
  let url = '';
  const gpd = gpdCalls(ledger, simulation.now);
  const works = {
    ...gpd,
    ...checkoutCalls(ledger, book, () => url),
    ...bizEventsCalls(ledger, isHeld),
    ...noticesCalls(ledger),
  };
  registerApis(server, { creditors, works, troubles, keep, onExchange });
  registerControls(server, simulation);
  await server.register(async (pages) => {
    const all = creditors.map(({ fiscalCode }) => fiscalCode);
    await registerPages(pages, inside, all);
  });
  url = await server.listen({ port: options.port, host: HOST });
  return { ...simulation, url, close: async () => void (await server.close()) };
};
