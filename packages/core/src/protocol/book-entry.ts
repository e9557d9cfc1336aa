import type { ProtocolNumber, Registration, RegistryDocument } from '../ports/protocol-registry.ts';
import type { PracticeId } from '../shared/ids.ts';

/** A number of the emergency register, which begins again with the year (DPR 445/2000 art. 63). */
export interface EmergencyNumber {
  readonly year: number;
  readonly number: number;
}

/** Which entry, inside the protocol of an ente. */
export interface EntryNumber {
  readonly year: number;
  readonly number: number;
}

/** What authorises that an entry is cancelled, and why (DPR 445/2000 art. 54). */
export interface CancellationGrounds {
  /** The act, for example "Determina 12 del 3 marzo 2026". */
  readonly provision: string;
  readonly reason: string;
  /** Who cancels, by name: it is read long after they have gone. */
  readonly by: string;
}

export interface Cancellation extends CancellationGrounds {
  readonly at: Date;
}

/** An entry of the protocol that the portal keeps by itself: never changed, at most cancelled, which leaves it readable. */
export interface BookEntry extends ProtocolNumber, Pick<Registration, 'direction' | 'subject' | 'sentAt'> {
  /** "Maria Rossi" */
  readonly correspondent: string;
  /** Null for what was registered by hand in the emergency register: the document is paper. */
  readonly main: RegistryDocument | null;
  readonly attachments: readonly RegistryDocument[];
  /** Null for what belongs to none. */
  readonly practiceId: PracticeId | null;
  readonly emergency: EmergencyNumber | null;
  readonly cancellation: Cancellation | null;
}

/** The cancellation of a number that a practice has, among its cancelled entries; null when it was not cancelled. */
export const cancellationOf = (number: ProtocolNumber, cancelled: readonly BookEntry[]): Cancellation | null =>
  cancelled.find(
    (entry) =>
      entry.number === number.number &&
      entry.year === number.year &&
      // Another registry may have given the same number, at another moment.
      entry.registeredAt.getTime() === number.registeredAt.getTime(),
  )?.cancellation ?? null;

/** Digits that a number is printed with, at least (DPR 445/2000 art. 57). */
const DIGITS = 7;

/** 12 → "0000012" */
export const printedNumber = (number: number): string => String(number).padStart(DIGITS, '0');
