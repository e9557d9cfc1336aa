/** Upper case, without the spaces that people put between groups of four. */
export const normaliseIban = (typed: string): string => typed.replaceAll(/[\s-]/gu, '').toUpperCase();

/** `IT60X0542811101000000123456` → `IT60 X054 2811 1010 0000 0123 456` */
export const ibanInGroups = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/gu, '$1 ');

const SHAPE = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u;
/** Check letter of the bank, ABI and CAB, account (ISO 13616 registry). San Marino's are like Italy's. */
const ITALIAN = /^(?:IT|SM)\d{2}[A-Z]\d{10}[A-Z0-9]{12}$/u;

/** Whether a normalised string is an IBAN (ISO 13616): shape and check digits (modulo 97); for Italy also the parts. */
export const isIban = (iban: string): boolean => {
  if (!SHAPE.test(iban)) return false;
  if (/^(?:IT|SM)/u.test(iban) && !ITALIAN.test(iban)) return false;
  const moved = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = /\d/u.test(character) ? character : String(character.charCodeAt(0) - 55);
    for (const digit of value) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
};
