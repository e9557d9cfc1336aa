import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { makeEventStreams } from './event-streams.ts';

const MOST_OF_ONE = 6;

let server: FastifyInstance;
let origin: string;
/** Lets the requests go on that wait before they open a stream. */
let goOn: () => void;
const arrived: Promise<unknown>[] = [];
beforeAll(async () => {
  server = fastify();
  const streams = makeEventStreams(server);
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  server.get('/lento', async (_request, reply) => {
    arrived.push(once(reply.raw, 'close'));
    await gate;
    return streams.open(reply, 'uno', async () => 'visto') ?? reply.code(503).send();
  });
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

it('keeps no room for who has gone away before it was opened', async () => {
  const stops = new AbortController();
  const gone = Array.from({ length: MOST_OF_ONE }, () =>
    fetch(`${origin}/lento`, { signal: stops.signal }).catch(() => null),
  );
  while (arrived.length < MOST_OF_ONE) await new Promise(setImmediate);
  stops.abort();
  await Promise.all([...gone, ...arrived]);
  goOn();
  const later = new AbortController();
  const answer = await fetch(`${origin}/lento`, { signal: later.signal });
  expect(answer.status).toBe(200);
  later.abort();
});
