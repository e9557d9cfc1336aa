import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { serviceIdSchema } from '../shared/ids.ts';
import { makeCountingIds } from '../testing/index.ts';
import { describeMetrics } from './metrics.ts';

const ids = makeCountingIds();
const [certificate, residence, foreign] = [1, 2, 3].map(() => serviceIdSchema.parse(ids.next()));
if (certificate === undefined || residence === undefined || foreign === undefined) throw new Error('no ids');
const none = { inviata: 0, in_elaborazione: 0, da_integrare: 0, accettata: 0, rifiutata: 0 };

describe('the figures of an ente', () => {
  it('are those of each year, of each service in one year, and of nobody else’s services', () => {
    const tally = (serviceId: typeof certificate, year: number, state: 'inviata' | 'accettata', count: number) => ({
      serviceId,
      year,
      state,
      count,
    });
    const tallies = [
      tally(certificate, 2025, 'accettata', 7),
      tally(certificate, 2026, 'accettata', 2),
      tally(certificate, 2026, 'inviata', 1),
      tally(residence, 2026, 'inviata', 4),
      tally(foreign, 2026, 'inviata', 100),
    ];
    const metrics = describeMetrics([residence, certificate], tallies, [], 2026);
    expect(metrics.years).toEqual([
      { year: 2026, counts: { ...none, inviata: 5, accettata: 2 }, sent: 7 },
      { year: 2025, counts: { ...none, accettata: 7 }, sent: 7 },
    ]);
    expect(metrics.services).toMatchObject([
      { serviceId: residence, sent: 4 },
      { serviceId: certificate, sent: 3, counts: { ...none, inviata: 1, accettata: 2 } },
    ]);
    expect(describeMetrics([certificate], [], [], 2026)).toMatchObject({
      years: [{ year: 2026, sent: 0 }],
      times: { outcomes: 0, median: null, ninetieth: null },
    });
  });

  it('say how long outcomes took: the same as counting them one by one', () => {
    const days = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(days, (took) => {
        const outcomes = [...new Set(took)].map((one) => ({
          serviceId: certificate,
          days: one,
          count: took.filter((other) => other === one).length,
        }));
        const sorted = took.toSorted((a, b) => a - b);
        const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1];
        const { times, classes } = describeMetrics([certificate], [], outcomes, 2026);
        expect(times).toEqual({ outcomes: took.length, median: at(0.5), ninetieth: at(0.9) });
        expect(classes.reduce((sum, count) => sum + count, 0)).toBe(took.length);
        expect(classes[0]).toBe(took.filter((one) => one <= 5).length);
        expect(classes.at(-1)).toBe(took.filter((one) => one > 60).length);
      }),
    );
  });
});
