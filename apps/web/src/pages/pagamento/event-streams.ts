import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { paymentEvents, type Watch } from './payment-events.ts';

/** Most that one process keeps open, and most for one person: who finds no room has the link of the page. */
const MOST = { inAll: 500, each: 6 } as const;

export interface EventStreams {
  /**
   * Answers with the events of what is watched, until it is over, nobody listens or the portal stops.
   * @param who listens
   * @returns null, having answered nothing, when there is no room
   */
  open(reply: FastifyReply, who: string, look: Watch['look']): FastifyReply | null;
}

/** The pages of this process that wait for something. */
export const makeEventStreams = (server: FastifyInstance): EventStreams => {
  const listening = new Map<AbortController, string>();
  // Before the server waits for what is open: these would keep it waiting.
  server.addHook('preClose', async () => {
    for (const ends of listening.keys()) ends.abort();
  });
  const hasRoom = (who: string): boolean =>
    listening.size < MOST.inAll && [...listening.values()].filter((one) => one === who).length < MOST.each;

  async function* whole(ends: AbortController, look: Watch['look']): AsyncGenerator<string> {
    const { signal } = ends;
    try {
      yield* paymentEvents({ look, pause: (ms) => pause(ms, undefined, { signal }) });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      listening.delete(ends);
    }
  }

  return {
    open(reply, who, look) {
      // Gone while the portal was still asking: nothing tells of it any more.
      if (reply.raw.destroyed) return reply.code(204).send();
      if (!hasRoom(who)) return null;
      const ends = new AbortController();
      listening.set(ends, who);
      // Also of what nobody has read a line of, which was never begun and so never ends.
      reply.raw.once('close', () => {
        listening.delete(ends);
        ends.abort();
      });
      return (
        reply
          .header('cache-control', 'no-store')
          // Kept for another request it would hold up the end of the portal.
          .header('connection', 'close')
          .header('x-accel-buffering', 'no')
          .type('text/event-stream')
          .send(Readable.from(whole(ends, look), { objectMode: false }))
      );
    },
  };
};
