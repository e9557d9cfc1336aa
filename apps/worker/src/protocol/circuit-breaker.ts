import { type Clock, RegistryError, type RegistrySteps } from '@stanza/core';
import type { EnterPlace } from './outside-places.ts';

/** So many failures in a row are no accident. */
const FAILURES = 3;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

const isOutage = (error: unknown): boolean =>
  !(error instanceof RegistryError) || error.kind === 'again' || error.kind === 'in-doubt';

/**
 * Keeps a registry that does not answer, or slowly, from holding up the jobs of everybody else: so many wait for it as there are
 * places, and after three failures in a row nobody does for a minute, then one tries; each time that fails the pause is twice as
 * long, up to half an hour. Who does not get to ask gets `again`, before anything is sent.
 * @param enter the places of its ente
 */
export const withCircuitBreaker = (steps: RegistrySteps, clock: Clock, enter: EnterPlace): RegistrySteps => {
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
    const isTried = failures >= FAILURES && waiting > 0;
    const leave = isTried ? null : enter();
    if (leave === null) throw new RegistryError('again', 'The registry is busy');
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
      leave();
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
