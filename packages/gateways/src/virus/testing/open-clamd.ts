import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { EICAR } from '@stanza/core/testing';
import type { ClamdAddress } from '../make-clamd-scanner.ts';

export interface ClamdForTests {
  readonly address: ClamdAddress;
  /** What was scanned, oldest first. */
  readonly scanned: readonly string[];
  close(): Promise<void>;
}

/** The chunks of a stream, and whether their end has come. */
const streamIn = (received: Buffer): { readonly content: Buffer; readonly ended: boolean } => {
  const chunks: Buffer[] = [];
  let at = 'zINSTREAM\0'.length;
  while (at + 4 <= received.length) {
    const size = received.readUInt32BE(at);
    if (size === 0) return { content: Buffer.concat(chunks), ended: true };
    if (at + 4 + size > received.length) break;
    chunks.push(received.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return { content: Buffer.concat(chunks), ended: false };
};

/**
 * A server that speaks as clamd does and knows the test file of EICAR.
 * @param maxBytes what is longer is refused, in the middle of it
 * @param answer instead of the verdict; null is no answer at all
 * @param isAlive whether it says so when it is asked
 */
export const openClamd = async (
  maxBytes = 1_000_000,
  answer?: string | null,
  isAlive = true,
): Promise<ClamdForTests> => {
  const scanned: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket
      .on('error', () => undefined)
      .on('data', (bytes) => {
        received = Buffer.concat([received, bytes]);
        if (received.toString('latin1') === 'zPING\0') {
          if (isAlive) socket.end('PONG\0');
          return;
        }
        const { content, ended } = streamIn(received);
        if (content.length > maxBytes) socket.end('INSTREAM size limit exceeded. ERROR\0');
        else if (ended) {
          scanned.push(content.toString('latin1'));
          const verdict = content.toString('latin1').startsWith(EICAR) ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0';
          if (answer !== null) socket.end(answer ?? verdict);
        }
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('The server has no port');
  return {
    address: { host: '127.0.0.1', port: bound.port },
    scanned,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
