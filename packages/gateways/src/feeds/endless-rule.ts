import type ICAL from 'ical.js';

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

const numbersOf = (values: unknown): readonly number[] => (Array.isArray(values) ? values.map(Number) : []);

/**
 * Refuses the rules whose next occurrence is looked for without end: a day that no month has (30 February), and what recurs
 * within a day, which no deadline does.
 * @throws Error
 */
export const refuseEndlessRule = (rule: ICAL.Recur): void => {
  if (!FREQUENCIES.includes(rule.freq)) throw new Error('The rule recurs within a day');
  const months = numbersOf(rule.parts.BYMONTH);
  const days = numbersOf(rule.parts.BYMONTHDAY);
  if (days.length === 0) return;
  const longest = Math.max(...(months.length === 0 ? [31] : months.map((month) => LONGEST_MONTHS[month - 1] ?? 0)));
  if (!days.some((day) => Math.abs(day) <= longest)) throw new Error('The rule is for a day that does not exist');
};
