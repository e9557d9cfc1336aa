/** Upper case, without spaces and the country's letters in front. */
export const normalisePartitaIva = (typed: string): string =>
  typed
    .replaceAll(/[\s.]/gu, '')
    .toUpperCase()
    .replace(/^IT(?=\d)/u, '');

/**
 * Whether a normalised string is a partita IVA: eleven digits, the last of which is a Luhn check (decree of 23 December
 * 1976). Temporary codici fiscali, which the tax office gives before the real one, look the same.
 */
export const isPartitaIva = (code: string): boolean => {
  if (!/^\d{11}$/u.test(code) || /^0{11}$/u.test(code)) return false;
  let sum = 0;
  [...code].forEach((character, index) => {
    const digit = Number(character);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
};
