import { type Clock, type InPlace, RegistryError, RegistryPaused, type RegistrySteps } from '@stanza/core';
import { makeOutage } from '@stanza/gateways';
import { makeTurns } from '../tasks/turns.ts';
import type { EnterPlace } from './outside-places.ts';

/** What is our own mistake, or a document's, says nothing of the registry. */
const isOutage = (error: unknown): boolean =>
  error instanceof RegistryError && (error.kind === 'again' || error.kind === 'in-doubt');

/** Between one who found no place and the next one. */
const STEP_MS = 250;

/** A registry, and the way to it: `steps` are asked `inPlace`. */
export interface GuardedRegistry {
  readonly steps: RegistrySteps;
  readonly inPlace: InPlace;
}

/**
 * Keeps a registry that does not answer, or slowly, from holding up the jobs of everybody else: so many wait for it as there are
 * places, and after three failures in a row nobody does for a minute, then one tries; each time that fails the pause is twice as
 * long, up to half an hour. Who does not get to ask is told so before anything is done: with `RegistryPaused`, which is no attempt, and
 * comes one after the other. When the registry has been away for a quarter of an hour each time that it is left alone counts as an
 * attempt: otherwise nothing would ever be blocked, and nobody know.
 * @param enter the places of its ente
 */
export const withCircuitBreaker = (steps: RegistrySteps, clock: Clock, enter: EnterPlace): GuardedRegistry => {
  const turn = makeTurns(clock, STEP_MS);
  const outage = makeOutage(clock);
  let waiting = 0;

  const leftAlone = (): RegistryError => {
    const message = 'The registry has not answered lately';
    return outage.isLong() ? new RegistryError('again', message) : new RegistryPaused(message, outage.left() + turn());
  };
  const busy = (): RegistryPaused => new RegistryPaused('The registry is busy', turn());

  const inPlace: InPlace = async (work) => {
    if (outage.left() > 0) throw leftAlone();
    // After a pause one tries; the others wait for what becomes of it.
    const isTried = outage.isSuspected() && waiting > 0;
    const leave = isTried ? null : enter();
    if (leave === null) throw busy();
    waiting += 1;
    try {
      return await work();
    } finally {
      waiting -= 1;
      leave();
    }
  };

  /** @param asks whether it always asks the registry, so that an answer says that it is there */
  const watched = async <T>(ask: () => Promise<T>, asks = true): Promise<T> => {
    try {
      const answer = await ask();
      if (asks) outage.wentWell();
      return answer;
    } catch (error) {
      if (isOutage(error)) outage.failed();
      else if (asks && error instanceof RegistryError) outage.wentWell(); // a no is an answer
      throw error;
    }
  };

  const { book, numberLater, limits, find } = steps;
  return {
    inPlace,
    steps: {
      book,
      numberLater,
      limits,
      // Whoever is signed in already has nothing to ask before the first document.
      prepare: (registration) => watched(() => steps.prepare(registration), false),
      attach: (prepared, document, index, content) =>
        watched(() => steps.attach(prepared, document, index, content), !numberLater),
      commit: (registration, prepared, documents) => watched(() => steps.commit(registration, prepared, documents)),
      find: find === null ? null : (registration, prepared) => watched(() => find(registration, prepared)),
    },
  };
};
