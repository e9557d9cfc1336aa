import type { FastifyInstance } from 'fastify';

/** Listens on a free port and answers to the bench: where, and how much CPU it took. Ends on SIGTERM. */
export const serve = async (server: FastifyInstance, close: () => Promise<void>): Promise<void> => {
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ type: 'cpu', milliseconds: (user + system) / 1000 });
  });
  process.once('SIGTERM', async () => {
    await server.close();
    await close();
    process.exit(0);
  });
  process.once('disconnect', () => process.exit(1));
  process.send?.({ type: 'listening', origin });
};
