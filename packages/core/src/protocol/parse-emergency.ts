import { dayInItaly, instantInItaly, isCalendarDate } from '../shared/calendar.ts';
import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { textErrors, typedLine } from '../shared/typed-text.ts';
import { type EmergencyLine, type EmergencyPeriod, MOST_DAYS_AGO, MOST_EXTENSION_DAYS } from './emergency.ts';
import { MAX_PROVISION } from './parse-cancellation.ts';

export const MAX_CAUSE = 500;
export const MAX_LINE_SUBJECT = 500;
export const MAX_CORRESPONDENT = 200;
const LAST_NUMBER = 9_999_999;

/** What the forms send, as it was typed: days as `YYYY-MM-DD`, times as `HH:MM`, in Italy. */
export interface EmergencyInput {
  readonly day: string;
  readonly time: string;
  readonly cause: string;
  readonly provision: string;
}
export interface EmergencyLineInput {
  readonly number: string;
  readonly day: string;
  readonly time: string;
  readonly direction: string;
  readonly subject: string;
  readonly correspondent: string;
}

type Parsed<T> = Result<T, { readonly code: 'invalid'; readonly errors: readonly FieldError[] }>;

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** @returns the moment, or what is wrong with its day and its time */
const momentOf = (day: string, time: string, now: Date): Date | readonly FieldError[] => {
  const errors: FieldError[] = [];
  if (!isCalendarDate(day)) errors.push({ field: 'day', code: day === '' ? 'required' : 'invalid_date' });
  if (!TIME.test(time)) errors.push({ field: 'time', code: time === '' ? 'required' : 'invalid_time' });
  if (errors.length > 0) return errors;
  const at = instantInItaly(day, time);
  return at > now ? [{ field: 'day', code: 'date_in_future' }] : at;
};

const DAY_MS = 86_400_000;

const beginningErrors = (from: Date, restored: Date | null, now: Date): readonly FieldError[] =>
  now.getTime() - from.getTime() > MOST_DAYS_AGO * DAY_MS || (restored !== null && from < restored)
    ? [{ field: 'day', code: 'out_of_range' }]
    : [];

/**
 * Reads since when the protocol does not work, why, and who authorises the emergency register (DPR 445/2000 art. 63 c. 1).
 * @param restored when the period before has ended: two never cover the same time; null when there is none
 */
export const parseEmergency = (
  input: EmergencyInput,
  restored: Date | null,
  now: Date,
): Parsed<Pick<EmergencyPeriod, 'from' | 'cause' | 'provision'>> => {
  const from = momentOf(input.day.trim(), input.time.trim(), now);
  const [cause, provision] = [typedLine(input.cause), typedLine(input.provision)];
  const errors = [
    ...(from instanceof Date ? beginningErrors(from, restored, now) : from),
    ...textErrors('cause', cause, MAX_CAUSE),
    ...textErrors('provision', provision, MAX_PROVISION),
  ];
  return from instanceof Date && errors.length === 0
    ? ok({ from, cause, provision })
    : refuse({ code: 'invalid', errors });
};

/** What the form that closes a register sends: since when the protocol works again, and the version that was on the page. */
export interface ClosingInput {
  readonly restoredDay: string;
  readonly restoredTime: string;
  readonly version: number;
}

/** Reads since when the protocol works again: not before what was registered by hand last (DPR 445/2000 art. 63 c. 1). */
export const parseRestoration = (
  input: ClosingInput,
  { from }: Pick<EmergencyPeriod, 'from'>,
  lines: readonly EmergencyLine[],
  now: Date,
): Parsed<Date> => {
  const restored = momentOf(input.restoredDay.trim(), input.restoredTime.trim(), now);
  const names: Readonly<Record<string, string>> = { day: 'restoredDay', time: 'restoredTime' };
  if (!(restored instanceof Date)) {
    const errors = restored.map(({ field, code }) => ({ field: names[field] ?? field, code }));
    return refuse({ code: 'invalid', errors });
  }
  const last = Math.max(from.getTime(), ...lines.map(({ at }) => at.getTime()));
  return restored.getTime() < last
    ? refuse({ code: 'invalid', errors: [{ field: 'restoredDay', code: 'out_of_range' }] })
    : ok(restored);
};

const daysErrors = (typed: string): readonly FieldError[] => {
  if (typed === '') return [{ field: 'days', code: 'required' }];
  if (!/^\d{1,2}$/u.test(typed)) return [{ field: 'days', code: 'invalid_integer' }];
  return Number(typed) < 1 || Number(typed) > MOST_EXTENSION_DAYS ? [{ field: 'days', code: 'out_of_range' }] : [];
};

/** Reads for how many days more, and who authorises it. */
export const parseExtension = (input: {
  readonly days: string;
  readonly provision: string;
}): Parsed<{ readonly days: number; readonly provision: string }> => {
  const [days, provision] = [input.days.trim(), typedLine(input.provision)];
  const errors = [...daysErrors(days), ...textErrors('provision', provision, MAX_PROVISION)];
  return errors.length > 0 ? refuse({ code: 'invalid', errors }) : ok({ days: Number(days), provision });
};

const numberErrors = (typed: string): readonly FieldError[] => {
  if (typed === '') return [{ field: 'number', code: 'required' }];
  if (!/^\d{1,9}$/u.test(typed)) return [{ field: 'number', code: 'invalid_integer' }];
  return Number(typed) < 1 || Number(typed) > LAST_NUMBER ? [{ field: 'number', code: 'out_of_range' }] : [];
};

/**
 * Reads a line of the emergency register. Its number is one of the year in which it was registered by hand, and that was in the
 * time that is authorised.
 */
export const parseEmergencyLine = (
  input: EmergencyLineInput,
  { from, until }: Pick<EmergencyPeriod, 'from' | 'until'>,
  now: Date,
): Parsed<EmergencyLine> => {
  const at = momentOf(input.day.trim(), input.time.trim(), now);
  const [typed, direction] = [input.number.trim(), input.direction];
  const [subject, correspondent] = [typedLine(input.subject), typedLine(input.correspondent)];
  const errors: FieldError[] = [...numberErrors(typed), ...(at instanceof Date ? [] : at)];
  if (at instanceof Date && (at < from || at > until)) errors.push({ field: 'day', code: 'out_of_range' });
  if (direction !== 'entrata' && direction !== 'uscita') errors.push({ field: 'direction', code: 'required' });
  errors.push(...textErrors('subject', subject, MAX_LINE_SUBJECT));
  errors.push(...textErrors('correspondent', correspondent, MAX_CORRESPONDENT));
  if (!(at instanceof Date) || (direction !== 'entrata' && direction !== 'uscita') || errors.length > 0) {
    return refuse({ code: 'invalid', errors });
  }
  const year = Number(dayInItaly(at).slice(0, 4));
  return ok({ year, number: Number(typed), at, direction, subject, correspondent });
};
