import { z } from 'zod';
import { isCalendarDate } from '../shared/calendar.ts';
import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import { textErrors, typedLine } from '../shared/typed-text.ts';
import {
  type Bulletin,
  type BulletinVisibility,
  MAX_BULLETIN_LINK,
  MAX_BULLETIN_TEXT,
  MAX_BULLETIN_TITLE,
} from './bulletin.ts';

/** What is written of a notice or a deadline. */
export const BULLETIN_FIELDS = ['title', 'text', 'day', 'link', 'visibleFrom', 'visibleUntil'] as const;

/** What the form sends, as it was typed. */
export type BulletinInput = Readonly<Record<(typeof BULLETIN_FIELDS)[number], string>>;

const SCHEMES = {
  https: z.url({ protocol: /^https$/u }),
  any: z.url({ protocol: /^https?$/u }),
} as const;

/** As people write it: what a browser would read into `https:u@x`, a backslash or a NUL is no address to keep. */
const PLAIN = /^[a-z]+:\/\/[^\s\p{Cc}\\/?#@]+(?:[/?#][^\s\p{Cc}\\]*)?$/iu;

/** Whether this is a whole address on the web, without a name and a password in it. @param scheme `any`: `http` will do too */
export const isWebAddress = (text: string, scheme: keyof typeof SCHEMES): boolean =>
  SCHEMES[scheme].safeParse(text).success && PLAIN.test(text);

const dayErrors = (field: string, day: string, required: boolean): readonly FieldError[] => {
  if (day === '') return required ? [{ field, code: 'required' }] : [];
  return isCalendarDate(day) ? [] : [{ field, code: 'invalid_date' }];
};

const linkErrors = (link: string): readonly FieldError[] => {
  if (link.length > MAX_BULLETIN_LINK) return [{ field: 'link', code: 'too_long' }];
  return link === '' || isWebAddress(link, 'https') ? [] : [{ field: 'link', code: 'invalid_url' }];
};

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Reads a notice or a deadline. @returns errors at the names of the input */
export const parseBulletin = (
  input: BulletinInput,
): Result<
  Bulletin & BulletinVisibility,
  { readonly code: 'invalid_bulletin'; readonly errors: readonly FieldError[] }
> => {
  const title = typedLine(input.title);
  const text = cleanText(input.text);
  const [day, link] = [input.day.trim(), input.link.trim()];
  const [from, until] = [input.visibleFrom.trim(), input.visibleUntil.trim()];
  const errors: FieldError[] = [
    ...textErrors('title', title, MAX_BULLETIN_TITLE),
    ...textErrors('text', text, MAX_BULLETIN_TEXT),
    ...dayErrors('day', day, true),
    ...linkErrors(link),
    ...dayErrors('visibleFrom', from, false),
    ...dayErrors('visibleUntil', until, false),
  ];
  if (errors.length === 0 && from !== '' && until !== '' && until < from) {
    errors.push({ field: 'visibleUntil', code: 'ends_before_start' });
  }
  if (errors.length > 0) return refuse({ code: 'invalid_bulletin', errors });
  return ok({ title, text, day, link: orNull(link), visibleFrom: orNull(from), visibleUntil: orNull(until) });
};
