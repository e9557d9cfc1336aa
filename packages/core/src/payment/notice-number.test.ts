import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  iuvOf,
  iuvSchema,
  MAX_NOTICE_SERIAL,
  noticeNumberOf,
  noticeNumberSchema,
  noticeQrText,
} from './notice-number.ts';

const segregation = fc.integer({ min: 0, max: 99 }).map((code) => String(code).padStart(2, '0'));
const serial = fc.integer({ min: 1, max: MAX_NOTICE_SERIAL });

/** The remainder as pagoPA defines it, of whole numbers of any length. */
const checkOf = (first16: string): string => String(BigInt(first16) % 93n).padStart(2, '0');

describe('the number of a notice', () => {
  // Vectors of standards.md 2.1, which PagoPA's own generator gives as well.
  it.each([
    ['47', 1, '347000000000000124'],
    ['01', 1, '301000000000000144'],
    ['02', 2_026_000_000_042, '302202600000004284'],
  ])('of segregation code %s and serial number %d is %s', (code, number, expected) => {
    expect(noticeNumberOf(code, number)).toBe(expected);
    expect(iuvOf(noticeNumberOf(code, number))).toBe(expected.slice(1));
  });

  it('holds its code and serial number, and ends with their remainder, for all of them', () => {
    fc.assert(
      fc.property(segregation, serial, (code, number) => {
        const notice = noticeNumberOf(code, number);
        expect(notice).toMatch(/^3\d{17}$/u);
        expect(notice.slice(1, 3)).toBe(code);
        expect(BigInt(notice.slice(3, 16))).toBe(BigInt(number));
        expect(notice.slice(16)).toBe(checkOf(notice.slice(0, 16)));
        expect(noticeNumberSchema.parse(notice)).toBe(notice);
        expect(iuvSchema.parse(iuvOf(notice))).toBe(notice.slice(1));
      }),
    );
  });

  it('is another one for every other code or serial number', () => {
    fc.assert(
      fc.property(segregation, serial, segregation, serial, (code, number, otherCode, other) => {
        const isSame = code === otherCode && number === other;
        expect(noticeNumberOf(code, number) === noticeNumberOf(otherCode, other)).toBe(isSame);
      }),
    );
  });

  it('is none any more when a digit is another one', () => {
    fc.assert(
      fc.property(
        segregation,
        serial,
        fc.integer({ min: 1, max: 17 }),
        fc.integer({ min: 1, max: 9 }),
        (code, number, at, by) => {
          const notice = noticeNumberOf(code, number);
          const digit = (Number(notice.charAt(at)) + by) % 10;
          const wrong = `${notice.slice(0, at)}${digit}${notice.slice(at + 1)}`;
          expect(noticeNumberSchema.safeParse(wrong).success).toBe(false);
        },
      ),
    );
  });

  it.each([0, -1, 1.5, MAX_NOTICE_SERIAL + 1, Number.NaN])('is not made of the serial number %d', (number) => {
    expect(() => noticeNumberOf('47', number)).toThrow('No serial number');
  });

  it.each(['4', '470', 'ab', ''])('is not made of the segregation code "%s"', (code) => {
    expect(() => noticeNumberOf(code, 1)).toThrow();
  });
});

describe('the text of the QR code', () => {
  it('says number, creditor and amount in cents, of two digits at least', () => {
    const notice = noticeNumberOf('47', 1);
    expect(noticeQrText(notice, '12345678903', 1650)).toBe('PAGOPA|002|347000000000000124|12345678903|1650');
    expect(noticeQrText(notice, '12345678903', 5)).toBe('PAGOPA|002|347000000000000124|12345678903|05');
  });
});
