import { describe, expect, it } from '@jest/globals';
import { citizenIdSchema, practiceIdSchema, serviceIdSchema } from '../shared/ids.ts';
import { aPayment, makeCountingIds } from '../testing/index.ts';
import type { Payment } from './payment.ts';
import { nextLook, nextMove } from './payment-moves.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);
const ids = makeCountingIds();

const payment = (given: Partial<Payment> = {}): Payment =>
  aPayment(ids.next(), {
    practiceId: practiceIdSchema.parse(ids.next()),
    serviceId: serviceIdSchema.parse(ids.next()),
    citizenId: citizenIdSchema.parse(ids.next()),
    ...given,
  });
/** Seconds until the next look; null when there is none. */
const wait = (given: Partial<Payment>, pauseSeconds: number | null = null): number | null => {
  const at = nextLook(payment(given), NOW, 0.5, pauseSeconds);
  return at === null ? null : (at.getTime() - NOW.getTime()) / 1000;
};

describe('what the gateway is asked next', () => {
  it('is to create what it does not have, then what became of it', () => {
    expect(nextMove(payment({ position: 'nessuna' }), NOW)).toBe('create');
    expect(nextMove(payment({ position: 'chiesta', askedAt: NOW }), NOW)).toBe('create');
    expect(nextMove(payment(), NOW)).toBe('status');
  });

  it('is to withdraw what is not wanted, once a request to create it cannot be under way any more', () => {
    const withdrawn = { withdrawnAt: NOW } as const;
    expect(nextMove(payment(withdrawn), NOW)).toBe('cancel');
    expect(nextMove(payment({ ...withdrawn, position: 'chiesta', askedAt: ago(60) }), NOW)).toBe('wait');
    expect(nextMove(payment({ ...withdrawn, position: 'chiesta', askedAt: ago(121) }), NOW)).toBe('cancel');
    expect(wait({ ...withdrawn, position: 'chiesta', askedAt: ago(60) })).toBe(60);
  });

  it('is to withdraw what it never had when its last day is over', () => {
    expect(nextMove(payment({ position: 'chiesta', askedAt: ago(3600), dueDay: '2026-03-01' }), NOW)).toBe('cancel');
  });

  it('is nothing for what is done, refused, or a stamp', () => {
    for (const state of ['annullato', 'scaduto', 'fallito', 'pagato_altrove'] as const) {
      expect(nextMove(payment({ state }), NOW)).toBe('rest');
    }
    expect(nextMove(payment({ kind: 'bollo' }), NOW)).toBe('rest');
  });
});

describe('how soon it is asked again', () => {
  it('follows from how long ago somebody went to pay', () => {
    const online = (seconds: number) => wait({ state: 'in_corso', wentOnlineAt: ago(seconds) });
    expect([1, 299, 301, 1199, 1201, 3599].map(online)).toEqual([5, 5, 30, 30, 120, 120]);
    expect(wait({})).toBe(6 * 3600);
  });

  it('grows with its failures, up to a quarter of an hour', () => {
    expect([1, 2, 5, 10, 100].map((failures) => wait({ failures }))).toEqual([2, 4, 32, 900, 900]);
  });

  it('is never sooner than it asks for itself', () => {
    expect(wait({ failures: 1 }, 90)).toBe(90);
    expect(wait({ failures: 10 }, 90)).toBe(900);
  });

  it('for a receipt is more and more seldom, and for two weeks', () => {
    const paid = { amount: payment().amount, paidAt: ago(9_999_999), receiptId: 'x', psp: null, method: null };
    const receipt = (seconds: number) => wait({ state: 'pagato', paid, settledAt: ago(seconds) });
    expect([0, 600, 3600, 1_000_000, 1_300_000].map(receipt)).toEqual([2, 600, 3600, 21_600, null]);
  });
});
