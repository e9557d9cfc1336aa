import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SignatureVerdict, SignatureVerifier } from '@stanza/core';

const THREAD = new URL('./signature/verification-thread.ts', import.meta.url);
/** Longest file that is understood. */
const MAX_BYTES = 50 * 1024 * 1024;
/** The largest file takes a second or two. */
const MAX_MS = 15_000;
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
export type Question =
  | { readonly ask: 'verdict'; readonly file: Uint8Array; readonly receivedAt: Date }
  | { readonly ask: 'document'; readonly file: Uint8Array };

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const startThread = (trustListFile: string): Worker =>
  new Worker(THREAD, {
    workerData: { maxBytes: MAX_BYTES, trustListFile } satisfies ThreadData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });

/**
 * Verifies signed files (ADR 40). It does so one file at a time, on a thread that is started when it is first needed: the
 * largest files would keep the event loop busy.
 * @param options.trustListFile the authorities that the platform trusts, read anew for each file; it need not be there
 * @param options.maxMs how long one file may take; after that it is `not_signed`
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

  /** @returns what the thread answers; null when it takes too long */
  const ask = async <T>(question: Question): Promise<T | null> => {
    const asked = thread ?? startThread(trustListFile);
    thread = asked;
    asked.ref();
    try {
      asked.postMessage(question);
      const [answer] = await once(asked, 'message', { signal: AbortSignal.timeout(maxMs) });
      asked.unref(); // it must not keep alive a process that has nothing else to do
      return answer;
    } catch (error) {
      thread = null;
      await asked.terminate();
      if (!ENDLESS.includes(codeOf(error))) throw error;
      return null;
    }
  };

  const inTurn = <T>(question: Question): Promise<T | null> => {
    const answer = last.then(() => ask<T>(question));
    last = answer.catch(() => undefined);
    return answer;
  };

  return {
    verify: async (file, receivedAt) =>
      (await inTurn<SignatureVerdict>({ ask: 'verdict', file, receivedAt })) ?? { kind: 'not_signed' },
    documentIn: (file) => inTurn<Uint8Array>({ ask: 'document', file }),
  };
};
