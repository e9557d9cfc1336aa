import { practiceIdSchema } from '@stanza/core';

/** Where a page of a list in descending order ends: the date and the id of its last row. */
export interface Cursor {
  readonly date: Date;
  readonly id: string;
}

const SHAPE = /^(\d{1,15})_([0-9a-f-]{36})$/u;

export const writeCursor = ({ date, id }: Cursor): string => `${date.getTime()}_${id}`;

/** @returns null for what was not given out by `writeCursor` */
export const readCursor = (text: string | null): Cursor | null => {
  const [, time, id] = SHAPE.exec(text ?? '') ?? [];
  const date = new Date(Number(time));
  const parsed = practiceIdSchema.safeParse(id);
  return Number.isNaN(date.getTime()) || !parsed.success ? null : { date, id: parsed.data };
};
