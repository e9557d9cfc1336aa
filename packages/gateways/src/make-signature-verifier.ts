import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SignatureVerdict, SignatureVerifier } from '@stanza/core';

const THREAD = new URL('./signature/verification-thread.ts', import.meta.url);
/** Longest file that is understood. */
const MAX_BYTES = 50 * 1024 * 1024;
/** The largest file takes a second or two. */
const MAX_MS = 15_000;
/** Nothing in a file makes the thread start late. */
const START_MS = 60_000;
/** Of JavaScript objects; bytes are not among them. */
const MAX_HEAP_MB = 512;
/** Time or memory is up: only files made for that get here. */
const ENDLESS: readonly unknown[] = ['ABORT_ERR', 'ERR_WORKER_OUT_OF_MEMORY'];

/** What the thread knows from the start. */
export interface ThreadData {
  readonly maxBytes: number;
  readonly trustListFile: string;
}

/** What the thread is asked. */
export interface Question {
  readonly file: Uint8Array;
  readonly receivedAt: Date;
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** @returns the thread when it is ready: a machine that has much to do takes seconds to load what it needs */
const startThread = async (trustListFile: string): Promise<Worker> => {
  const thread = new Worker(THREAD, {
    workerData: { maxBytes: MAX_BYTES, trustListFile } satisfies ThreadData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  try {
    await once(thread, 'message', { signal: AbortSignal.timeout(START_MS) });
    return thread;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
};

/** Gives the bytes away, instead of a copy of them; what shares its memory with something else is copied. */
const post = (thread: Worker, question: Question): void => {
  const { file } = question;
  const own = file.length === file.buffer.byteLength && file.buffer instanceof ArrayBuffer ? [file.buffer] : [];
  thread.postMessage(question, own);
};

/**
 * Verifies signed files (ADR 40). It does so one file at a time, on a thread that is started when it is first needed: the
 * largest files would keep the event loop busy.
 * @param options.trustListFile the authorities that the platform trusts, read anew for each file; it need not be there
 * @param options.maxMs how long one file may take; after that it is `not_judged`
 */
export const makeSignatureVerifier = ({
  trustListFile,
  maxMs = MAX_MS,
}: {
  readonly trustListFile: string;
  readonly maxMs?: number;
}): SignatureVerifier => {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const ask = async (question: Question): Promise<SignatureVerdict> => {
    const asked = thread ?? (await startThread(trustListFile));
    thread = asked;
    asked.ref();
    try {
      post(asked, question);
      const [answer] = await once(asked, 'message', { signal: AbortSignal.timeout(maxMs) });
      asked.unref(); // it must not keep alive a process that has nothing else to do
      return answer;
    } catch (error) {
      thread = null;
      await asked.terminate();
      if (!ENDLESS.includes(codeOf(error))) throw error;
      return { kind: 'not_judged' };
    }
  };

  return {
    verify(read, receivedAt) {
      const answer = last.then(async () => ask({ file: await read(), receivedAt }));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
};
