import type { BookEntry, CancellationGrounds, EmergencyNumber, EntryNumber } from '../protocol/book-entry.ts';
import type { EmergencyLine } from '../protocol/emergency.ts';
import type { PracticeId } from '../shared/ids.ts';
import type { ProtocolNumber, Registration } from './protocol-registry.ts';
import type { Page, PageRequest } from './read-models.ts';

/**
 * How far the clocks of those who register may be apart: times grow with numbers, so that a clock that is wrong by more would be
 * followed by all the others, for good.
 */
export const MOST_CLOCK_DIFFERENCE_MS = 5 * 60_000;

/**
 * The protocol that the portal keeps by itself (DPR 445/2000 arts. 53-57 and 63).
 *
 * Promise: what `ProtocolRegistry` promises of its numbers, also when registrations, cancellations and the emergency register
 * meet; an entry is written with its number, or neither is; what is written is never changed, and a number never given again.
 */
export interface ProtocolBook {
  /**
   * The same key gets the number that it has.
   * @throws Error when it comes with another main document; when the year's numbers are used up; when the register of the day is made;
   *   when `now` is more than `MOST_CLOCK_DIFFERENCE_MS` before what was written last: worth another try, with clocks that are right
   */
  register(registration: Registration, now: Date): Promise<ProtocolNumber>;
  /**
   * The moment of something that the register of the day tells and that has no number: nothing else is written until the transaction ends.
   * @throws Error when the register of the day is made, or `now` is too far from what was written last
   */
  momentOfNext(now: Date): Promise<Date>;
  /** The number that its key has; null when it has none. @throws Error when it has it with another main document */
  registered(registration: Registration): Promise<ProtocolNumber | null>;
  /**
   * Gives the lines of an emergency register their numbers, in their order. A line that has one keeps it.
   * @throws as `register`
   */
  registerEmergency(lines: readonly EmergencyLine[], now: Date): Promise<readonly ProtocolNumber[]>;
  /**
   * Marks an entry as cancelled.
   * @returns false, writing nothing, when there is no such entry or it is cancelled already, also at the same moment
   * @throws Error when the register of the day is made, or `now` is too far from what was written last
   */
  cancel(entry: EntryNumber, grounds: CancellationGrounds, now: Date): Promise<boolean>;
  /** Newest first. */
  page(request: PageRequest): Promise<Page<BookEntry>>;
  byNumber(entry: EntryNumber): Promise<BookEntry | null>;
  byEmergencyNumber(emergency: EmergencyNumber): Promise<BookEntry | null>;
  /** The last number of the emergency register that has an entry in the year; 0 when none has. */
  lastEmergencyNumber(year: number): Promise<number>;
  /** The cancelled entries of a practice, in the order of their numbers. */
  cancelledOf(practiceId: PracticeId): Promise<readonly BookEntry[]>;
}
