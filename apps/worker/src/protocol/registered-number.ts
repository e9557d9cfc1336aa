import { dayInItaly, isCalendarDate, type ProtocolNumber, RegistryError } from '@stanza/core';

const DIGITS = 7;
const INTEGER = /^\d{1,15}$/u;
const DATE = /^(\d{2})\/(\d{2})\/(\d{4})(?:\s|$)/u;
/** Italy is one or two hours ahead of universal time. */
const OFFSETS = ['+02:00', '+01:00'];

/** `31/12/2026` → `2026-12-31`; null when it is no day. */
const dayOf = (date: string): string | null => {
  const [, day, month, year] = DATE.exec(date) ?? [];
  const iso = `${year}-${month}-${day}`;
  return isCalendarDate(iso) ? iso : null;
};

/** When a day begins in Italy: no change of the hour falls on midnight. */
const beginningOf = (day: string): Date => {
  const candidates = OFFSETS.map((offset) => new Date(`${day}T00:00:00${offset}`));
  // At the wrong offset of the two it is an hour before midnight, the day before, or one in the morning.
  return candidates.find((instant) => dayInItaly(instant) === day) ?? new Date(`${day}T00:00:00+01:00`);
};

const numberIn = (text: string): number => (INTEGER.test(text) ? Number(text) : 0);

/** What a registry says of a number, as it says it: `12`, `2026`, `31/12/2026`. */
export interface SaidNumber {
  readonly number: string;
  readonly year: string;
  readonly date: string;
}

/** When a number was given; null when the registry says neither a day of that year nor is it that year now. */
const registeredAt = (date: string, year: number, now: Date): Date | null => {
  const [day, today] = [dayOf(date), dayInItaly(now)];
  // A day that is not said, or is none, is no reason to lose a number.
  const agreed = day === null || Number(day.slice(0, 4)) !== year ? today : day;
  if (Number(agreed.slice(0, 4)) !== year) return null;
  return agreed === today ? now : beginningOf(agreed);
};

/**
 * The number that a registry gave. It says the day alone: on the present one that is now, on another its beginning in Italy.
 * @throws RegistryError `in-doubt` when the answer says that all went well and not which number was given
 */
export const registeredNumber = ({ number, year, date }: SaidNumber, now: Date): ProtocolNumber => {
  const [given, ofYear] = [numberIn(number), numberIn(year)];
  const at = registeredAt(date, ofYear, now);
  if (given === 0 || at === null) {
    throw new RegistryError('in-doubt', 'It went well, and gave no number of a year that agrees');
  }
  return { number: String(given).padStart(DIGITS, '0'), year: ofYear, registeredAt: at };
};
