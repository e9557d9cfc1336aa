import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AmountRule, amountOf, amountRuleSchema } from './amount-rule.ts';
import { centsOfDecimal, decimalOfCents, MAX_CENTS } from './cents.ts';

const rule = (given: Record<string, unknown>): AmountRule => amountRuleSchema.parse(given);
const answers = (given: Record<string, string>) => (field: string) => given[field];

describe('an amount', () => {
  it('may be fixed', () => {
    expect(amountOf(rule({ rule: 'fixed', cents: 1650 }), answers({}))).toBe(1650);
  });

  it('may follow from an answer, and be nothing', () => {
    const choice = rule({ rule: 'choice', field: 'bollo', cents: { dovuta: 52, esente: 0 } });
    expect(amountOf(choice, answers({ bollo: 'dovuta' }))).toBe(52);
    expect(amountOf(choice, answers({ bollo: 'esente' }))).toBe(0);
    for (const bollo of ['altro', '', 'constructor', '__proto__']) {
      expect(amountOf(choice, answers({ bollo }))).toBeNull();
    }
    expect(amountOf(choice, answers({}))).toBeNull();
  });

  it('may be a rate for square metres and days, both the first and the last included', () => {
    const rate = rule({ rule: 'product', of: [{ field: 'mq' }, { from: 'dal', to: 'al' }], cents: 25 });
    const of = (mq: string, dal: string, al: string) => amountOf(rate, answers({ mq, dal, al }));
    expect(of('12.5', '2026-03-28', '2026-03-30')).toBe(938); // 937.5: half a cent upwards; the clocks change on the 29th
    expect(of('1', '2026-12-31', '2027-01-01')).toBe(50);
    expect(of('1', '2026-03-30', '2026-03-28')).toBeNull();
    expect(of('-1', '2026-03-28', '2026-03-28')).toBeNull();
    expect(of('tanti', '2026-03-28', '2026-03-28')).toBeNull();
  });

  it('may have a least and a most', () => {
    const bounded = rule({ rule: 'product', of: [{ field: 'mq' }], cents: 100, atLeast: 500, atMost: 900 });
    expect(['1', '7', '20'].map((mq) => amountOf(bounded, answers({ mq })))).toEqual([500, 700, 900]);
  });

  it('may be what the citizen has written', () => {
    const typed = rule({ rule: 'typed', field: 'importo' });
    expect(amountOf(typed, answers({ importo: '1234.5' }))).toBe(123_450);
    expect(amountOf(typed, answers({ importo: '0.005' }))).toBeNull();
  });

  it('is at every step a whole number, and as the sum of long division says', () => {
    const decimal = fc.tuple(fc.nat(999_999), fc.nat(999_999)).map(([whole, fraction]) => ({
      text: `${whole}.${String(fraction).padStart(6, '0')}`,
      millionths: BigInt(whole) * 1_000_000n + BigInt(fraction),
    }));
    fc.assert(
      fc.property(
        decimal,
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 1000 }),
        (mq, cents, per) => {
          const amount = amountOf(
            rule({ rule: 'product', of: [{ field: 'mq' }], cents, per }),
            answers({ mq: mq.text }),
          );
          const exact = mq.millionths * BigInt(cents);
          const unit = 1_000_000n * BigInt(per);
          const nearest = exact / unit + ((exact % unit) * 2n >= unit ? 1n : 0n);
          expect(amount).toBe(Number(nearest > BigInt(MAX_CENTS) ? BigInt(MAX_CENTS) : nearest));
        },
      ),
    );
  });

  it('is written and read without a loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), (value) => {
        const amount = amountOf(rule({ rule: 'typed', field: 'x' }), answers({ x: decimalOf(value) }));
        expect(amount).toBe(value);
        expect(centsOfDecimal(decimalOf(value))).toBe(value);
      }),
    );
  });
});

const decimalOf = (value: number): string => {
  const parsed = centsOfDecimal(`${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`);
  if (parsed === null) throw new Error('No amount');
  return decimalOfCents(parsed);
};
