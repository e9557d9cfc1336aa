import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { ScanVerdict, VirusScanner } from '@stanza/core';

/** Where clamd listens: a host and its port, or the path of a socket. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** How long clamd is waited for. */
const IDLE_MS = 30_000;
/** Longer than any answer. */
const MAX_ANSWER = 1024;

const sized = (chunk: Uint8Array): Uint8Array => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(chunk.length);
  return Buffer.concat([size, chunk]);
};

/** A connection on which clamd is told a command, and says one thing. */
const begin = (address: ClamdAddress, command: string, idleMs: number) => {
  const options: NetConnectOpts = { ...address };
  const socket: Socket = connect(options);
  const state = { answer: '', hasAnswered: false, isConnected: false, isLate: false };
  let isWaitedFor = false;
  /** Time runs while something is waited for: a pause of whoever sends the file is not clamd's. */
  const runClock = () => socket.setTimeout(isWaitedFor || !state.isConnected ? idleMs : 0);
  const answered = new Promise<void>((fulfil) => {
    socket.on('data', (bytes) => {
      state.answer += bytes.toString('latin1');
      if (state.answer.endsWith('\0') || state.answer.length > MAX_ANSWER) fulfil();
    });
    // What clamd said before it closed, as of a file that is too large, still counts.
    socket
      .on('connect', () => {
        state.isConnected = true;
        runClock();
      })
      .on('timeout', () => {
        state.isLate = true;
        socket.destroy();
      })
      .on('error', () => undefined)
      .on('close', () => fulfil());
  });
  answered.then(() => {
    state.hasAnswered = true;
  });
  runClock();
  socket.write(command);
  const waitFor = async (what: Promise<unknown>): Promise<void> => {
    isWaitedFor = true;
    runClock();
    await Promise.race([what, answered]);
    isWaitedFor = false;
    runClock();
  };
  return { socket, state, answered, waitFor };
};

/** Whether clamd is there. */
const isThere = async (address: ClamdAddress, idleMs: number): Promise<boolean> => {
  const { socket, state, answered, waitFor } = begin(address, 'zPING\0', idleMs);
  await waitFor(answered);
  socket.destroy();
  return state.answer === 'PONG\0';
};

/**
 * Has files scanned by clamd (`INSTREAM`), each on a connection of its own. It is `unavailable` when it is not reached, or answers
 * neither this nor anything else; a file that it does not take, or that takes it too long, is not scannable: whoever sends it could have
 * made it so.
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
    const { socket, state, answered, waitFor } = begin(address, 'zINSTREAM\0', idleMs);

    const verdict = async (): Promise<ScanVerdict> => {
      const { answer, isConnected, isLate } = state;
      if (answer === 'stream: OK\0') return 'clean';
      if (/^stream: .* FOUND\0$/u.test(answer)) return 'infected';
      warn({ answer: answer.slice(0, 200) }, 'clamd has not scanned a file');
      if (!isConnected) return 'unavailable';
      return !isLate || (await isThere(address, idleMs)) ? 'not-scannable' : 'unavailable';
    };

    return {
      async write(chunk) {
        // clamd answers before the end when it wants no more of it.
        if (chunk.length === 0 || state.hasAnswered || !socket.writable || socket.write(sized(chunk))) return;
        await waitFor(new Promise((fulfil) => socket.once('drain', fulfil)));
      },
      async end() {
        if (socket.writable) socket.write(Buffer.alloc(4));
        await waitFor(answered);
        return verdict();
      },
      close: () => socket.destroy(),
    };
  },
});
