import { dayInItaly, instantInItaly, isCalendarDate } from '../shared/calendar.ts';
import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { textErrors, typedLine } from '../shared/typed-text.ts';
import type { EmergencyLine, EmergencyPeriod } from './emergency.ts';
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

/** Reads since when the protocol does not work, why, and who authorises the emergency register (DPR 445/2000 art. 63 c. 1). */
export const parseEmergency = (
  input: EmergencyInput,
  now: Date,
): Parsed<Pick<EmergencyPeriod, 'from' | 'cause' | 'provision'>> => {
  const from = momentOf(input.day.trim(), input.time.trim(), now);
  const [cause, provision] = [typedLine(input.cause), typedLine(input.provision)];
  const errors = [
    ...(from instanceof Date ? [] : from),
    ...textErrors('cause', cause, MAX_CAUSE),
    ...textErrors('provision', provision, MAX_PROVISION),
  ];
  return from instanceof Date && errors.length === 0
    ? ok({ from, cause, provision })
    : refuse({ code: 'invalid', errors });
};

/** Reads who authorises one more day. */
export const parseExtension = (typed: string): Parsed<string> => {
  const provision = typedLine(typed);
  const errors = textErrors('provision', provision, MAX_PROVISION);
  return errors.length > 0 ? refuse({ code: 'invalid', errors }) : ok(provision);
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
