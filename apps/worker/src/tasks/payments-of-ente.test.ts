import { describe, expect, it } from '@jest/globals';
import { emptyReport, GatewayError, tenantIdSchema } from '@stanza/core';
import { makeSettableClock } from '@stanza/core/testing';
import { pino } from 'pino';
import { makeReconciliation, makeSweep } from './payments-of-ente.ts';

const ENTE = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const NOW = new Date('2026-03-10T01:10:00Z');

const logging = () => {
  const lines: string[] = [];
  return { lines, logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) };
};

describe('the payments of an ente', () => {
  it('are looked for; a gateway that is away is logged once, and is no failure', async () => {
    const { lines, logger } = logging();
    const away = new GatewayError('again', 'Nobody listens');
    await makeSweep({ sweepPayments: async () => away, logger })(ENTE);
    expect(lines).toEqual([expect.stringContaining('"kind":"again"')]);
    await makeSweep({ sweepPayments: async () => null, logger })(ENTE);
    expect(lines).toHaveLength(1);
  });

  it('of the last seven days are compared; of a gateway that is away one day is asked for', async () => {
    const { lines, logger } = logging();
    const clock = makeSettableClock(NOW);
    const days: string[] = [];
    const compared = (awayAt: Date | null) => async (_: typeof ENTE, day: string) => {
      days.push(day);
      return { ...emptyReport(day), madeAt: NOW, awayAt };
    };
    await makeReconciliation({ reconcilePayments: compared(null), clock, logger })(ENTE);
    expect([days.length, days[0], days.at(-1)]).toEqual([7, '2026-03-09', '2026-03-03']);
    days.length = 0;
    await makeReconciliation({ reconcilePayments: compared(NOW), clock, logger })(ENTE);
    expect(days).toEqual(['2026-03-09']);
    expect(lines).toHaveLength(1);
    await makeReconciliation({ reconcilePayments: async () => null, clock, logger })(ENTE);
  });
});
