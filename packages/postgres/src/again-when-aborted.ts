import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** `deadlock_detected` and `serialization_failure`: PostgreSQL has undone a transaction so that others may go on. */
const ABORTED: ReadonlySet<string> = new Set(['40P01', '40001']);
const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 50;

const wasAborted = (error: unknown): boolean => error instanceof pg.DatabaseError && ABORTED.has(error.code ?? '');

/**
 * Runs a transaction again, twice at most and after a moment of a random length, when it met another one and PostgreSQL undid
 * it: nothing of it is there, and whoever it met has gone on meanwhile.
 * @throws whatever `run` throws, at the last attempt also that it was undone
 */
export const againWhenAborted = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !wasAborted(error)) throw error;
      await setTimeout(Math.random() * LONGEST_PAUSE_MS * attempt);
    }
  }
};
