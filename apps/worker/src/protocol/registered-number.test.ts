import { describe, expect, it } from '@jest/globals';
import { registeredNumber } from './registered-number.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const at = (date: string, now: Date | null) =>
  registeredNumber({ number: '12', year: '2026', date }, now).registeredAt.toISOString();

describe('when a registry says that it gave a number', () => {
  it.each<readonly [string, Date | null, string]>([
    ['02/03/2026', NOW, NOW.toISOString()],
    ['01/03/2026', NOW, '2026-02-28T23:00:00.000Z'],
    ['02/03/2026', null, '2026-03-01T23:00:00.000Z'],
    ['02/07/2026 10:15:30', NOW, '2026-07-02T08:15:00.000Z'],
    ['02/03/2026 10:15:30', null, '2026-03-02T09:15:00.000Z'],
    ['02/03/2026 25:99:00', null, '2026-03-01T23:00:00.000Z'],
    // A day alone, as .NET prints it.
    ['02/03/2026 00:00:00', NOW, NOW.toISOString()],
    ['01/03/2026 00:00:00', NOW, '2026-02-28T23:00:00.000Z'],
    ['', NOW, NOW.toISOString()],
    ['31/02/2026', NOW, NOW.toISOString()],
    ['31/12/2025', NOW, NOW.toISOString()],
  ])('as %j, that is %s: %s', (date, now, said) => {
    expect(at(date, now)).toBe(said);
  });

  it.each(['', '31/02/2026', '31/12/2025'])('as %j, of a number that was given earlier, a person looks', (date) => {
    expect(() => at(date, null)).toThrow(expect.objectContaining({ kind: 'in-doubt' }));
  });
});
