import {
  dayInItaly,
  instantInItaly,
  isCalendarDate,
  type ProtocolNumber,
  printedNumber,
  RegistryError,
  startOfDayInItaly,
} from '@stanza/core';

const INTEGER = /^\d{1,15}$/u;
const DATE = /^(\d{2})\/(\d{2})\/(\d{4})(?:\s+(\d{2}[.:]\d{2})(?:[.:]\d{2})?)?(?:\s|$)/u;
/** A day alone, as a program prints it that has no type for one. */
const MIDNIGHT = '00:00';
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** `31/12/2026 09:15:00` → `2026-12-31` and `09:15`, null where none is said; null when it is no day. */
const momentOf = (date: string): { readonly day: string; readonly time: string | null } | null => {
  const [, day, month, year, said] = DATE.exec(date) ?? [];
  const [iso, time] = [`${year}-${month}-${day}`, said?.replace('.', ':') ?? ''];
  return isCalendarDate(iso) ? { day: iso, time: time !== MIDNIGHT && TIME.test(time) ? time : null } : null;
};

const numberIn = (text: string): number => (INTEGER.test(text) ? Number(text) : 0);

/** What a registry says of a number, as it says it: `12`, `2026`, `31/12/2026`. */
export interface SaidNumber {
  readonly number: string;
  readonly year: string;
  readonly date: string;
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** When a number was given; null when that cannot be told: no day of its year is said, nor was it given just now in that year. */
const registeredAt = (date: string, year: number, now: Date | null): Date | null => {
  const [said, today] = [momentOf(date), now === null ? null : dayInItaly(now)];
  // A day that is not said, or is none, is no reason to lose a number.
  if (said === null || yearOf(said.day) !== year) return today !== null && yearOf(today) === year ? now : null;
  if (said.time !== null) return instantInItaly(said.day, said.time);
  return said.day === today ? now : startOfDayInItaly(said.day);
};

/**
 * The number that a registry gave. Where it says the day alone, or its midnight, that is now if it is that day, else its beginning in Italy.
 * @param now null where the number was given earlier, and is looked up
 * @throws RegistryError `in-doubt` when the answer says that all went well and not which number was given
 */
export const registeredNumber = ({ number, year, date }: SaidNumber, now: Date | null): ProtocolNumber => {
  const [given, ofYear] = [numberIn(number), numberIn(year)];
  const at = registeredAt(date, ofYear, now);
  if (given === 0 || at === null) {
    throw new RegistryError('in-doubt', 'It went well, and gave no number of a year that agrees');
  }
  return { number: printedNumber(given), year: ofYear, registeredAt: at };
};
