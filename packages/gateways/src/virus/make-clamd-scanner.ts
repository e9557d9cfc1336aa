import { connect, type NetConnectOpts } from 'node:net';
import type { ScanVerdict, VirusScanner } from '@stanza/core';

/** Where clamd listens: a host and its port, or the path of a socket. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** Without a byte in either direction. */
const IDLE_MS = 30_000;
/** Longer than any answer. */
const MAX_ANSWER = 1024;

const verdictIn = (answer: string): ScanVerdict => {
  if (answer === 'stream: OK\0') return 'clean';
  return /^stream: .* FOUND\0$/u.test(answer) ? 'infected' : 'not-scanned';
};

const sized = (chunk: Uint8Array): Uint8Array => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(chunk.length);
  return Buffer.concat([size, chunk]);
};

/**
 * Has files scanned by clamd (`INSTREAM`), each on a connection of its own.
 * @param options.warn is told, of a file that was not scanned, what clamd said; nothing of the file
 */
export const makeClamdScanner = ({
  address,
  warn,
  idleMs = IDLE_MS,
}: {
  readonly address: ClamdAddress;
  readonly warn: (what: { readonly answer: string }, message: string) => void;
  readonly idleMs?: number;
}): VirusScanner => ({
  begin() {
    const options: NetConnectOpts = { ...address };
    const socket = connect(options).setTimeout(idleMs);
    let [answer, hasAnswered] = ['', false];
    const answered = new Promise<void>((fulfil) => {
      socket.on('data', (bytes) => {
        answer += bytes.toString('latin1');
        if (answer.endsWith('\0') || answer.length > MAX_ANSWER) fulfil();
      });
      // What clamd said before it closed, as of a file that is too large, still counts.
      socket
        .on('timeout', () => socket.destroy())
        .on('error', () => undefined)
        .on('close', () => fulfil());
    });
    answered.then(() => {
      hasAnswered = true;
    });
    socket.write('zINSTREAM\0');
    return {
      async write(chunk) {
        // clamd answers before the end when it wants no more of it.
        if (chunk.length === 0 || hasAnswered || !socket.writable || socket.write(sized(chunk))) return;
        await Promise.race([new Promise((fulfil) => socket.once('drain', fulfil)), answered]);
      },
      async end() {
        if (socket.writable) socket.write(Buffer.alloc(4));
        await answered;
        const verdict = verdictIn(answer);
        if (verdict === 'not-scanned') warn({ answer: answer.slice(0, 200) }, 'clamd has not scanned a file');
        return verdict;
      },
      close: () => socket.destroy(),
    };
  },
});
