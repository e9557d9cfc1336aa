import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents, centsOfDecimal, decimalOfCents, MAX_CENTS, sumOfCents } from './cents.ts';

const amount = fc.integer({ min: 0, max: MAX_CENTS });

describe('an amount in cents', () => {
  it.each([0.5, -1, MAX_CENTS + 1, Number.NaN, Number.POSITIVE_INFINITY])('is not %d', (value) => {
    expect(() => cents(value)).toThrow();
  });

  it('is the same after it was written and read, whatever it is', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const written = decimalOfCents(cents(value));
        expect(written).toMatch(/^\d+\.\d{2}$/u);
        expect(centsOfDecimal(written)).toBe(value);
      }),
    );
  });

  it('is read from what a program prints of a number in euro, to the cent', () => {
    fc.assert(
      fc.property(amount, (value) => {
        // The decimal as JSON gives it: without the zeros at its end.
        const printed = JSON.stringify(Number(decimalOfCents(cents(value))));
        expect(centsOfDecimal(printed)).toBe(value);
      }),
    );
  });

  it.each([
    ['16', 1600],
    ['16.5', 1650],
    ['16.50', 1650],
    ['0.07', 7],
    ['1.1', 110],
    ['4.35', 435], // 4.35 * 100 is 434.99999999999994
    ['999999999.99', MAX_CENTS],
  ])('%s euro is %d cents', (decimal, expected) => {
    expect(centsOfDecimal(decimal)).toBe(expected);
  });

  it.each(['', '-1', '1,50', '1.505', '1e3', '1.', '.5', ' 1', '1000000000.00', '9999999999999', 'NaN'])(
    '"%s" is no amount',
    (decimal) => {
      expect(centsOfDecimal(decimal)).toBeNull();
    },
  );

  it('adds up exactly, in any order, and never to more than can be paid', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { maxLength: 20 }), (values) => {
        const sum = sumOfCents(values.map(cents));
        expect(BigInt(sum)).toBe(values.reduce((all, value) => all + BigInt(value), 0n));
        expect(sumOfCents(values.map(cents).toReversed())).toBe(sum);
      }),
    );
    expect(() => sumOfCents([cents(MAX_CENTS), cents(1)])).toThrow();
    expect(sumOfCents([])).toBe(0);
  });
});
