import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { MAX_OFFICE_FILE_BYTES, type SignatureInspection, type SignatureInspector } from '@stanza/core';

const THREAD = new URL('./signature/inspection-thread.ts', import.meta.url);
/** The largest file takes some tenths of a second. */
const MAX_MS = 15_000;
/** Of JavaScript objects; bytes are not among them. */
const MAX_HEAP_MB = 512;
/** Time or memory is up: only files made for that get here. */
const ENDLESS: readonly unknown[] = ['ABORT_ERR', 'ERR_WORKER_OUT_OF_MEMORY'];

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const startThread = (): Worker =>
  new Worker(THREAD, {
    workerData: MAX_OFFICE_FILE_BYTES,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });

/**
 * Looks into a `.p7m`, without verifying the signature. It does so one file at a time, on a thread that is started when
 * it is first needed: the largest files would keep the event loop busy.
 * @param options.maxMs how long one file may take; after that it is `not-cms`
 */
export const makeCmsSignatureInspector = ({ maxMs = MAX_MS }: { readonly maxMs?: number } = {}): SignatureInspector => {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const ask = async (file: Uint8Array): Promise<SignatureInspection> => {
    const asked = thread ?? startThread();
    thread = asked;
    asked.ref();
    try {
      asked.postMessage(file);
      const [answer] = await once(asked, 'message', { signal: AbortSignal.timeout(maxMs) });
      asked.unref(); // it must not keep alive a process that has nothing else to do
      return answer;
    } catch (error) {
      thread = null;
      await asked.terminate();
      if (!ENDLESS.includes(codeOf(error))) throw error;
      return { kind: 'not-cms' };
    }
  };

  return {
    inspect(file) {
      const answer = last.then(() => ask(file));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
};
