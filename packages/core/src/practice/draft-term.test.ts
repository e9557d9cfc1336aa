import { describe, expect, it } from '@jest/globals';
import { type DraftTerm, draftEnd, draftStep } from './draft-term.ts';

const saved = (changedAt: string, warning: DraftTerm['warning'] = null): DraftTerm => ({
  changedAt: new Date(changedAt),
  warning,
});
const firstOn = (on: string) => ({ template: 'bozza_due_settimane', on }) as const;
const lastOn = (on: string) => ({ template: 'bozza_due_giorni', on }) as const;

describe('the end of a draft', () => {
  it.each([
    ['2026-01-01T12:00:00Z', '2026-06-30'],
    // Already the day after, in Italy.
    ['2026-01-01T23:30:00Z', '2026-07-01'],
    // The change to summer time moves nothing.
    ['2026-03-28T23:30:00Z', '2026-09-25'],
  ])('of one that was saved at %s is on %s, after 180 days of the calendar', (changedAt, day) => {
    expect(draftEnd(saved(changedAt), 180)).toBe(day);
  });

  it('is two days after the last warning, when that was given late', () => {
    expect(draftEnd(saved('2026-01-01T12:00:00Z', lastOn('2026-08-10')), 180)).toBe('2026-08-12');
    expect(draftEnd(saved('2026-01-01T12:00:00Z', lastOn('2026-06-28')), 180)).toBe('2026-06-30');
    expect(draftEnd(saved('2026-01-01T12:00:00Z', firstOn('2026-08-10')), 180)).toBe('2026-06-30');
  });
});

describe('what is due for a draft', () => {
  const at = '2026-01-01T12:00:00Z';
  it.each([
    [null, '2026-06-15', null],
    [null, '2026-06-16', 'bozza_due_settimane'],
    [null, '2026-06-20', 'bozza_due_settimane'],
    [firstOn('2026-06-16'), '2026-06-16', null],
    [firstOn('2026-06-16'), '2026-06-27', null],
    [firstOn('2026-06-16'), '2026-06-28', 'bozza_due_giorni'],
    // Nobody looked for weeks: it is warned before it goes.
    [firstOn('2026-06-16'), '2026-09-01', 'bozza_due_giorni'],
    [null, '2026-09-01', 'bozza_due_giorni'],
    [lastOn('2026-06-28'), '2026-06-29', null],
    [lastOn('2026-06-28'), '2026-06-30', 'delete'],
    [lastOn('2026-09-01'), '2026-09-02', null],
    [lastOn('2026-09-01'), '2026-09-03', 'delete'],
  ] as const)('after the warning %j, on %s: %s', (warning, today, step) => {
    expect(draftStep(saved(at, warning), 180, today)).toBe(step);
  });
});
