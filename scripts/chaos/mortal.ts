import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Something that is killed and started again. */
export interface Mortal {
  readonly name: string;
  /** When it was killed, in milliseconds since the epoch. */
  readonly deaths: readonly number[];
  /** Ends it at once, in the middle of whatever it does; it comes back by itself. @returns false when it was not alive */
  kill(): Promise<boolean>;
  /** Lets it finish and ends it for good. */
  stop(): Promise<void>;
}

/** Before a process that ended by itself is started again, in milliseconds. */
const PAUSE_MS = 300;

/** A process of the portal that is started again whenever it ends, as by the supervisor of a real machine. */
export const keepAlive = (name: string, script: string, environment: NodeJS.ProcessEnv, log: WriteStream): Mortal => {
  const deaths: number[] = [];
  let stopped = false;
  const start = () => {
    const child = fork(script, [], { env: environment, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    return { child, ended: once(child, 'exit') };
  };
  let life = start();
  const live = async (): Promise<void> => {
    while (!stopped) {
      await life.ended;
      if (stopped) return;
      await wait(PAUSE_MS);
      if (!stopped) life = start();
    }
  };
  const living = live();
  return {
    name,
    deaths,
    async kill() {
      const { child } = life;
      if (child.exitCode !== null || child.signalCode !== null) return false;
      deaths.push(Date.now());
      return child.kill('SIGKILL');
    },
    async stop() {
      stopped = true;
      life.child.kill('SIGTERM');
      const { child } = life;
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await life.ended;
      clearTimeout(late);
      await living;
    },
  };
};
