import type { RegistryLimits } from '../tenant/registry-choice.ts';
import type { ProtocolNumber, Registration, RegistryDocument } from './protocol-registry.ts';

/**
 * Why a registry did not do what it was asked; decides what happens next.
 *
 * - `again`: nothing was registered, and later it may go well (not reached, busy, session over);
 * - `settings`: a password, an office, a classification that it does not take: who administers it can mend that;
 * - `refused`: it does not take a document (its signature, size, type);
 * - `start-over`: what was handed over is gone there, so that everything is handed over again;
 * - `in-doubt`: it may have registered. That is never repeated blindly: the number would be given twice.
 */
export type RegistryErrorKind = 'again' | 'settings' | 'refused' | 'start-over' | 'in-doubt';

/** @param message in English, for operators of the platform: no personal data, no secrets */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly kind: RegistryErrorKind;
  constructor(kind: RegistryErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Nothing was asked of the registry, which is to be left alone for a moment: that is no attempt that failed. */
export class RegistryPaused extends RegistryError {
  readonly pauseMs: number;
  constructor(message: string, pauseMs: number) {
    super('again', message);
    this.pauseMs = pauseMs;
  }
}

/**
 * Does work that asks a registry, in one of the places that there are for it.
 * @throws RegistryPaused before anything of it was done, where there is none, or the registry is left alone; or RegistryError `again`
 */
export type InPlace = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * How a registry outside of the portal registers: prepare → attach* → commit. What each step gave is written down before the next
 * one, so that whoever goes on after a failure goes on from there.
 *
 * Promise: every wait is bounded; nothing but `commit` gives a number; a `commit` whose request may have arrived and that got no
 * clear answer throws `in-doubt`, never `again`; errors say neither secrets nor whose document it is.
 */
export interface RegistrySteps {
  /** Which book it writes into, as people know it: kind, host, ente. Documents and doubts belong to it, whatever is chosen later. */
  readonly book: string;
  /** What it takes, in bytes. */
  readonly limits: RegistryLimits;
  /**
   * Whether it never gives a number by itself: somebody else says it, also where it is in doubt whether what was sent arrived. Such a one
   * asks nobody before `commit`, with which everything goes.
   */
  readonly numberLater: boolean;
  /** @returns the registry's name of what was opened; null where it knows nothing before `commit` */
  prepare(registration: Registration): Promise<string | null>;
  /** Hands a document over. @param index 0 is the main one @returns the registry's name of it */
  attach(
    prepared: string | null,
    document: RegistryDocument,
    index: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<string>;
  /** Asks for the number. @returns `later` where somebody or something else will say it */
  commit(
    registration: Registration,
    prepared: string | null,
    documents: readonly string[],
  ): Promise<ProtocolNumber | 'later'>;
  /**
   * Looks for a registration whose answer never came; null where the registry cannot be asked. `not-there` is believed only when the
   * request is so old that it cannot be under way any more.
   */
  readonly find:
    | ((registration: Registration, prepared: string | null) => Promise<ProtocolNumber | 'not-there'>)
    | null;
}
