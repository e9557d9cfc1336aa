import { dayInItaly } from '../shared/calendar.ts';
import type { EmergencyId, ServiceId } from '../shared/ids.ts';
import type { EmergencyNumber } from './book-entry.ts';

/** How long the first authorisation lasts, and at most each one after it (DPR 445/2000 art. 63 c. 2). */
export const EMERGENCY_HOURS = 24;
export const MOST_EXTENSION_DAYS = 7;
/** How long ago a register may have begun that is opened now: it is opened without delay. */
export const MOST_DAYS_AGO = 30;
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
  /** Grows with every line that is written or taken away: who closes it closes what they have seen. */
  readonly version: number;
  /** Null as long as lines are written into it. */
  readonly closed: EmergencyClosing | null;
}

/** How a period ended (DPR 445/2000 art. 63 c. 1). */
export interface EmergencyClosing {
  readonly at: Date;
  readonly by: string;
  /** Since when the protocol works again. */
  readonly restored: Date;
  /** How many entries it has given the protocol. */
  readonly registered: number;
}

/** What was registered by hand, as it is copied into the portal. */
export interface EmergencyLine extends EmergencyNumber {
  /** When it was registered by hand. */
  readonly at: Date;
  readonly direction: 'entrata' | 'uscita';
  readonly subject: string;
  readonly correspondent: string;
}

/** What a line says, as who corrects it has seen it. */
export const emergencyLineMark = ({ year, number, at, direction, subject, correspondent }: EmergencyLine): string =>
  JSON.stringify([year, number, at.toISOString(), direction, subject, correspondent]);

/** How many lines each day has, in the order of the days (DPR 445/2000 art. 63 c. 3). */
export const emergencyTotals = (
  lines: readonly EmergencyLine[],
): readonly { readonly day: string; readonly total: number }[] => {
  const totals = new Map<string, number>();
  for (const { at } of lines) totals.set(dayInItaly(at), (totals.get(dayInItaly(at)) ?? 0) + 1);
  return [...totals].map(([day, total]) => ({ day, total })).toSorted((one, other) => (one.day < other.day ? -1 : 1));
};

/** As far as a first authorisation goes. */
export const firstEmergencyEnd = (from: Date): Date => hoursAfter(from, EMERGENCY_HOURS);

/** As far as one more authorisation goes. */
export const nextEmergencyEnd = ({ until }: Pick<EmergencyPeriod, 'until'>, days: number): Date =>
  hoursAfter(until, days * EMERGENCY_HOURS);

/** Whether an ente has its protocol, for all services, in another registry than the book of the portal. */
export const isKeptElsewhere = (choices: readonly { readonly serviceId: ServiceId | null }[]): boolean =>
  choices.some(({ serviceId }) => serviceId === null);

/** The key that the protocol knows a line by: registered twice, it has one number. */
export const emergencyKey = ({ year, number }: EmergencyNumber): string => `emergenza:${year}:${number}`;

/** The first number that is missing before or between those of a year's lines; null when each follows the one before. */
export const missingEmergencyNumber = (last: number, lines: readonly EmergencyNumber[]): number | null => {
  const numbers = lines.map(({ number }) => number).toSorted((one, other) => one - other);
  const place = numbers.findIndex((number, index) => number !== last + index + 1);
  return place === -1 ? null : last + place + 1;
};
