import { instantInItaly } from '@stanza/core';
import { z } from 'zod';

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/u;

/** An instant as GPD says it: where it names no zone, in universal time. */
export const utcInstant = z
  .string()
  .transform((text) => new Date(ZONED.test(text) ? text : `${text}Z`))
  .pipe(z.date());

/** An instant as Biz-Events says it: where it names no zone, on Italian clocks. */
export const italianInstant = z
  .string()
  .transform((text) => {
    const [, day, time, seconds] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):(\d{2}(?:\.\d+)?)$/u.exec(text) ?? [];
    if (day === undefined || time === undefined) return new Date(text);
    return new Date(instantInItaly(day, time).getTime() + Math.floor(Number(seconds) * 1000));
  })
  .pipe(z.date());
