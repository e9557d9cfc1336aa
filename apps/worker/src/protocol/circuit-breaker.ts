import { type Clock, RegistryError, type RegistrySteps } from '@stanza/core';

/** More than these at once would only wait, each in the place of a job of somebody else's. */
const MOST_AT_ONCE = 2;
/** So many failures in a row are no accident. */
const FAILURES = 3;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

const isOutage = (error: unknown): boolean =>
  !(error instanceof RegistryError) || error.kind === 'again' || error.kind === 'in-doubt';

/**
 * Keeps a registry that does not answer, or slowly, from holding up the jobs of everybody else: at most two wait for it at once,
 * and after three failures in a row nobody does for a minute, then one tries; each time that fails the pause is twice as long, up
 * to half an hour. Who does not get to ask gets `again`, before anything is sent.
 */
export const withCircuitBreaker = (steps: RegistrySteps, clock: Clock): RegistrySteps => {
  let [waiting, failures, pause, closedUntil] = [0, 0, FIRST_PAUSE_MS, 0];

  const failed = (): void => {
    failures += 1;
    if (failures < FAILURES) return;
    closedUntil = clock.now().getTime() + pause;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const wentWell = (): void => {
    [failures, pause] = [0, FIRST_PAUSE_MS];
  };

  const guarded = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (clock.now().getTime() < closedUntil) throw new RegistryError('again', 'The registry has not answered lately');
    // After a pause one tries; the others wait for what becomes of it.
    if (waiting >= (failures >= FAILURES ? 1 : MOST_AT_ONCE)) throw new RegistryError('again', 'The registry is busy');
    waiting += 1;
    try {
      const answer = await ask();
      wentWell();
      return answer;
    } catch (error) {
      if (isOutage(error)) failed();
      else wentWell();
      throw error;
    } finally {
      waiting -= 1;
    }
  };

  return {
    book: steps.book,
    limits: steps.limits,
    prepare: (registration) => guarded(() => steps.prepare(registration)),
    attach: (prepared, document, index, content) => guarded(() => steps.attach(prepared, document, index, content)),
    commit: (registration, prepared, documents) => guarded(() => steps.commit(registration, prepared, documents)),
    find: (registration, prepared) => guarded(() => steps.find(registration, prepared)),
  };
};
