import type { EmergencyId } from '../shared/ids.ts';
import type { EmergencyNumber } from './book-entry.ts';

/** How long an authorisation lasts, and all of them together (DPR 445/2000 art. 63 cc. 1 and 2). */
export const EMERGENCY_HOURS = 24;
export const MOST_EMERGENCY_HOURS = 7 * EMERGENCY_HOURS;
/** As many lines as one period may have: they are registered in one transaction. */
export const MOST_EMERGENCY_LINES = 500;

const HOUR_MS = 3_600_000;
const hoursAfter = (instant: Date, hours: number): Date => new Date(instant.getTime() + hours * HOUR_MS);

export interface EmergencyExtension {
  readonly at: Date;
  readonly by: string;
  readonly until: Date;
  /** The act that authorises it. */
  readonly provision: string;
}

/** A time in which the protocol does not work, and whoever is authorised registers by hand. */
export interface EmergencyPeriod {
  readonly id: EmergencyId;
  readonly from: Date;
  /** As far as it is authorised. */
  readonly until: Date;
  readonly cause: string;
  /** Who authorised it, and by which act. */
  readonly provision: string;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly extensions: readonly EmergencyExtension[];
  /** Null as long as lines are written into it. @property registered how many entries it has given the protocol */
  readonly closed: { readonly at: Date; readonly by: string; readonly registered: number } | null;
}

/** What was registered by hand, as it is copied into the portal. */
export interface EmergencyLine extends EmergencyNumber {
  /** When it was registered by hand. */
  readonly at: Date;
  readonly direction: 'entrata' | 'uscita';
  readonly subject: string;
  readonly correspondent: string;
}

/** As far as a first authorisation goes. */
export const firstEmergencyEnd = (from: Date): Date => hoursAfter(from, EMERGENCY_HOURS);

/** As far as one more authorisation goes; null when the week is over. */
export const nextEmergencyEnd = ({ from, until }: Pick<EmergencyPeriod, 'from' | 'until'>): Date | null => {
  const last = hoursAfter(from, MOST_EMERGENCY_HOURS);
  const next = hoursAfter(until, EMERGENCY_HOURS);
  if (until >= last) return null;
  return new Date(Math.min(next.getTime(), last.getTime()));
};

/** The key that the protocol knows a line by: registered twice, it has one number. */
export const emergencyKey = ({ year, number }: EmergencyNumber): string => `emergenza:${year}:${number}`;

/** The first number that is missing before or between those of a year's lines; null when each follows the one before. */
export const missingEmergencyNumber = (last: number, lines: readonly EmergencyNumber[]): number | null => {
  const numbers = lines.map(({ number }) => number).toSorted((one, other) => one - other);
  const place = numbers.findIndex((number, index) => number !== last + index + 1);
  return place === -1 ? null : last + place + 1;
};
