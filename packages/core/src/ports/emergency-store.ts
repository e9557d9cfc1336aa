import type { EmergencyNumber } from '../protocol/book-entry.ts';
import type { EmergencyLine, EmergencyPeriod } from '../protocol/emergency.ts';

/**
 * The periods of the emergency register, and the lines of the one that is open.
 *
 * Promise: at most one period is open, also when two are opened at once; `extend` and `close` change the open one alone, and
 * only as the caller has seen it; `saveLine` and `deleteLine` make its version grow.
 */
export interface EmergencyStore {
  /** @returns false, writing nothing, when one is open */
  open(period: EmergencyPeriod): Promise<boolean>;
  /** The one that is open, held until the transaction ends; null when none is. */
  lockCurrent(): Promise<EmergencyPeriod | null>;
  current(): Promise<EmergencyPeriod | null>;
  /** Those that are closed, the one that was opened last first. */
  closed(limit: number): Promise<readonly EmergencyPeriod[]>;
  /** @returns false, writing nothing, when the open one is another or has been extended since */
  extend(period: EmergencyPeriod, extension: EmergencyPeriod['extensions'][number]): Promise<boolean>;
  /** Closes it and forgets its lines. @returns false, writing nothing, when it is not open */
  close(period: EmergencyPeriod, closed: NonNullable<EmergencyPeriod['closed']>): Promise<boolean>;
  /** Writes a line into the open period, over the one with the same number: what stood there is for the caller to look at, under `lockCurrent`. */
  saveLine(line: EmergencyLine): Promise<void>;
  /** @returns false when there is none */
  deleteLine(number: EmergencyNumber): Promise<boolean>;
  /** In the order of year and number. */
  lines(): Promise<readonly EmergencyLine[]>;
}
