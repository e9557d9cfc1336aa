import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { UserFacingError } from '../user-facing-error.ts';

/** A child that has not finished its work in this time after SIGTERM is killed. */
const STOP_TIMEOUT_MS = 10_000;
const READY_TIMEOUT_MS = 60_000;
/** What a child sends to its parent when it is at work. */
const READY_MESSAGE = 'ready';

/** One of our processes, under the supervision of this one. */
export interface Child {
  readonly name: string;
  /** Fulfilled when the child says it is at work; rejected with a sentence when it ends before, or never says it. */
  readonly ready: Promise<void>;
  /** Fulfilled when the child has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Asks it to finish (SIGTERM), waits, in the end kills it; harmless when it has ended already. */
  stop(): Promise<void>;
}

/**
 * Starts a child process whose life is decided here alone: it has a session of its own, so Ctrl-C in the terminal does
 * not reach it, and it must end by itself when the IPC channel closes, because then this process is gone.
 *
 * @param name what the person at the terminal reads
 * @param script absolute path of the main module
 */
export function startChild(name: string, script: string, environment: NodeJS.ProcessEnv): Child {
  const child = fork(script, [], {
    detached: true,
    env: environment,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  return { name, ready: waitUntilReady(name, child), ended, stop: () => stop(child, ended) };
}

async function waitUntilReady(name: string, child: ChildProcess): Promise<void> {
  const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
  try {
    for await (const [message] of on(child, 'message', { close: ['exit'], signal })) {
      if (message === READY_MESSAGE) return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  throw new UserFacingError(`Il processo «${name}» non si è avviato: il portale si ferma.`);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
