import { createHash } from 'node:crypto';
import { type EmergencyLine, type EmergencyNumber, emergencyLineMark } from '@stanza/core';

/** "2026/12", as people name a line. */
export const lineName = ({ year, number }: EmergencyNumber): string => `${year}/${number}`;

/** A line as a list of many names it, and what it says: with a digest of its mark, which would be too long there. */
export const seenLine = (line: EmergencyLine): string =>
  `${lineName(line)}/${createHash('sha256').update(emergencyLineMark(line)).digest('base64url')}`;

/**
 * Which line was chosen, by a `seenLine`.
 * @param lines as they are now
 * @returns the number, and the mark of the line if it still says what was seen; empty if it does not
 */
export const chosenLine = (
  text: string,
  lines: readonly EmergencyLine[],
): { readonly line: EmergencyNumber; readonly seen: string } => {
  const [, year = '0', number = '0'] = /^(\d{4})\/(\d{1,7})\//u.exec(text) ?? [];
  const same = lines.find((line) => seenLine(line) === text);
  return {
    line: { year: Number(year), number: Number(number) },
    seen: same === undefined ? '' : emergencyLineMark(same),
  };
};
