import { describe, expect, it } from '@jest/globals';
import { deadline, term } from './deadline.ts';

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

describe('the term of a practice that is to be completed', () => {
  const sent = new Date('2026-03-02T09:00:00Z');
  const asked = (requestedAt: string, end: { answeredAt?: string; cancelledAt?: string } = {}) => ({
    requestedAt: new Date(requestedAt),
    answeredAt: end.answeredAt === undefined ? null : new Date(end.answeredAt),
    cancelledAt: end.cancelledAt === undefined ? null : new Date(end.cancelledAt),
  });
  const first = asked('2026-03-10T09:00:00Z', { answeredAt: '2026-03-15T09:00:00Z' });
  it.each([
    ['stands still while it is open', [asked('2026-03-10T09:00:00Z')], '2026-03-12', '03/04/2026', true],
    ['goes on by the days that it stood', [first], '2026-06-01', '06/04/2026', false],
    ['stands for thirty days at most', [asked('2026-03-10T09:00:00Z')], '2026-06-01', '01/05/2026', false],
    ['stands once', [first, asked('2026-03-20T09:00:00Z')], '2026-03-25', '06/04/2026', false],
    [
      'is not moved by a request that was cancelled',
      [asked('2026-03-10T09:00:00Z', { cancelledAt: '2026-03-15T09:00:00Z' })],
      '2026-03-20',
      '01/04/2026',
      false,
    ],
    [
      'does not stand for a request after one that was cancelled: it had stood once',
      [asked('2026-03-10T09:00:00Z', { cancelledAt: '2026-03-15T09:00:00Z' }), asked('2026-03-16T09:00:00Z')],
      '2026-03-20',
      '01/04/2026',
      false,
    ],
    ['is not moved when it was over', [asked('2026-04-02T09:00:00Z')], '2026-04-20', '01/04/2026', false],
  ] as const)('%s', (_what, integrations, today, deadlineDay, suspended) => {
    expect(term(sent, 30, integrations, today)).toEqual({ deadline: deadlineDay, suspended });
  });
});
