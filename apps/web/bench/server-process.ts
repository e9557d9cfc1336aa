import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening'), origin: z.string() }),
  z.object({ type: z.literal('cpu'), milliseconds: z.number() }),
]);

/** A server in a process of its own, so that what it costs can be told from what the client costs. */
export interface ServerProcess {
  readonly origin: string;
  /** CPU time that it has used so far, user and system, in milliseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** @param options given to the server as JSON, its only argument */
export const startServerProcess = async (file: string, options: object): Promise<ServerProcess> => {
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const next = async () => {
    const message = await Promise.race([once(child, 'message'), exited.then(() => null)]);
    if (message === null) throw new Error(`${file} ended by itself`);
    return messageSchema.parse(message[0]);
  };
  const first = await next();
  if (first.type !== 'listening') throw new Error(`${file} did not say where it listens`);
  return {
    origin: first.origin,
    async cpu() {
      const answer = next();
      child.send('cpu');
      const message = await answer;
      return message.type === 'cpu' ? message.milliseconds : 0;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
