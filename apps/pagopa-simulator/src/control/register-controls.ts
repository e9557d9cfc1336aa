import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Simulation } from '../simulation.ts';
import { troubleSchema } from './troubles.ts';

const optionBody = z.strictObject({ ente: z.string(), avviso: z.string() });
const positionBody = z.strictObject({ ente: z.string(), iupd: z.string() });

/** The controls by HTTP, as JSON: a form of another page cannot send that. Each does what the method of the simulator does. */
export const registerControls = (server: FastifyInstance, simulation: Simulation): void => {
  const on = <T>(path: string, schema: z.ZodType<T>, work: (given: T) => unknown): void => {
    server.post(`/simulatore/${path}`, async (request, reply) => {
      const read = schema.safeParse(request.body);
      if (!read.success) return reply.code(400).send({ errore: z.prettifyError(read.error) });
      return { esito: work(read.data) ?? null };
    });
  };
  on('guasti', troubleSchema, simulation.trouble);
  on('guasti/togli', z.strictObject({}), simulation.clearTroubles);
  on('spento', z.strictObject({ spento: z.boolean() }), ({ spento }) => simulation.setDown(spento));
  on('orologio', z.strictObject({ secondi: z.int().min(-31_536_000).max(31_536_000) }), ({ secondi }) =>
    simulation.moveClock(secondi * 1000),
  );
  on('paga', optionBody, ({ ente, avviso }) => simulation.pay(ente, avviso));
  on('rendiconta', optionBody, ({ ente, avviso }) => simulation.report(ente, avviso));
  on('annulla', positionBody, ({ ente, iupd }) => simulation.withdraw(ente, iupd));
  on('ricevute', z.strictObject({ trattenute: z.boolean() }), ({ trattenute }) => simulation.holdReceipts(trattenute));
  server.get('/simulatore/stato', async () => simulation.state());
};
