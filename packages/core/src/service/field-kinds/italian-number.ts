/** A decimal number as it is kept: `-1234.5`. Bounded, so that it stays exact as a number. */
const DECIMAL = /^-?\d{1,12}(?:\.\d{1,6})?$/u;

/** More than any number that is kept has, however it is written. What is longer is looked at no further. */
const MOST_CHARACTERS = 100;

export const isDecimal = (value: string): boolean => DECIMAL.test(value);

/**
 * A number as Italians write it ("1.234,50", "1234,5", "€ 20") in the way it is kept (`1234.50`). A single dot before one or two
 * digits is taken for a decimal point, which people type on phones. What is no number stays as it was typed.
 */
export const normaliseNumber = (typed: string): string => {
  if (typed.length > MOST_CHARACTERS) return typed;
  const plain = typed.replaceAll(/[\s€]/gu, '');
  const decimal =
    plain.includes(',') || /^-?\d{1,3}(?:\.\d{3})+$/u.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d+)(\.\d+)?$/u.exec(decimal) ?? [];
  return whole === '' ? typed : `${sign}${whole}${fraction}`;
};

/** `1234.50` → `1.234,50`; what is no number stays as it is. */
export const italianNumber = (value: string): string => {
  if (!isDecimal(value)) return value;
  const [whole = '', fraction] = value.split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
};

/** `1234.50` → `1234,50`: what an input holds, without separators that get in the way of correcting it. */
export const typedNumber = (value: string): string => (isDecimal(value) ? value.replace('.', ',') : value);
