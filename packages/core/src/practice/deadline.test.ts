import { describe, expect, it } from '@jest/globals';
import { deadline } from './deadline.ts';

describe('the deadline of the office', () => {
  it.each([
    ['2026-03-02T09:00:00Z', 10, '12/03/2026'],
    ['2026-12-31T12:00:00Z', 1, '01/01/2027'],
    // Half past midnight in Italy: the day has changed already.
    ['2026-03-01T23:30:00Z', 10, '12/03/2026'],
    // Across the change to summer time and back, just after and just before midnight.
    ['2026-03-27T23:30:00Z', 2, '30/03/2026'],
    ['2026-10-24T21:30:00Z', 2, '26/10/2026'],
    ['2028-02-28T12:00:00Z', 1, '29/02/2028'],
  ])('of a practice sent at %s with %i days is %s', (sent, days, last) => {
    expect(deadline(new Date(sent), days)).toBe(last);
  });
});
