/**
 * The process that owns the embedded PostgreSQL server. It runs in a session of its own, so that Ctrl-C in the terminal
 * reaches neither it nor the server, and it stops the server when told to or when the process that started it is gone,
 * however that one ended: no server is left behind.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type GuardianReport, guardianOptionsSchema, STOP_MESSAGE } from './guardian-messages.ts';

const READY = 'database system is ready to accept connections';
const OUTPUT_KEPT = 4_000;
/** After this the server is told to stop without finishing anything: it recovers from its log at the next start. */
const FAST_SHUTDOWN_MS = 15_000;

const options = guardianOptionsSchema.parse(JSON.parse(process.argv[2] ?? ''));

const server = spawn(options.postgres, options.arguments, {
  ...options.user,
  cwd: '/',
  env: { LC_ALL: 'C', TZ: 'UTC' },
  stdio: ['ignore', 'ignore', 'pipe'],
});
const logFile = createWriteStream(options.logFile, { mode: 0o600 });
let output = '';
let isReady = false;

server.stderr.setEncoding('utf8').on('data', (text: string) => {
  logFile.write(text);
  if (isReady) return;
  output = (output + text).slice(-OUTPUT_KEPT);
  if (!output.includes(READY)) return;
  isReady = true;
  report({ type: 'ready' });
});
server.on('error', (error) => finish(error.message));
server.on('close', () => finish(output));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', stop);
process.on('message', (message) => {
  if (message === STOP_MESSAGE) stop();
});

function stop(): void {
  server.kill('SIGINT'); // PostgreSQL's "fast" shutdown: ends the sessions, keeps every committed transaction
  setTimeout(() => server.kill('SIGQUIT'), FAST_SHUTDOWN_MS).unref();
}

function report(message: GuardianReport): void {
  if (process.connected) process.send?.(message);
}

async function finish(lastWords: string): Promise<void> {
  if (!isReady) report({ type: 'failed', output: lastWords });
  logFile.end();
  if (options.removeAtEnd !== undefined) await rm(options.removeAtEnd, { recursive: true, force: true });
  if (process.connected) process.disconnect();
}
