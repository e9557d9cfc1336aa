import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bareEnvironment } from './config.ts';

const START = join(import.meta.dirname, '../start.ts');
/** The last line of the welcome: what comes before may arrive in pieces. */
const READY_LINE = 'Per fermare tutto premete Ctrl-C.';

/** `npm start` under test. */
export interface StartProcess {
  /** Fulfilled when the portal says it is ready; rejected, with what it printed, when it ends before. */
  readonly ready: Promise<void>;
  /**
   * The exit code (null after a kill), once the program **and every process that inherited its output** have ended: web,
   * worker and the guardian of the database, so that waiting for it proves that none is left.
   */
  readonly ended: Promise<number | null>;
  output(): string;
  errors(): string;
  /** Sends SIGINT to the whole process group, as a terminal does. */
  pressCtrlC(): void;
  /** Sends SIGKILL to the program alone. */
  kill(): void;
}

/** Runs the start script with these settings on top of an environment without any. */
export function runStart(settings: Record<string, string>): StartProcess {
  const child = spawn(process.execPath, [START], {
    detached: true, // a process group of its own, like a job of a shell
    env: { ...bareEnvironment(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  const ended = once(child, 'close').then(() => child.exitCode);
  const ready = new Promise<void>((fulfil, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes(READY_LINE)) fulfil();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('close', () => reject(new Error(`npm start ended too early:\n${output}\n${errors}`)));
  });
  ready.catch(() => undefined); // the tests of a failing start wait for the end only
  return {
    ready,
    ended,
    output: () => output,
    errors: () => errors,
    pressCtrlC: () => child.pid !== undefined && process.kill(-child.pid, 'SIGINT'),
    kill: () => child.kill('SIGKILL'),
  };
}
