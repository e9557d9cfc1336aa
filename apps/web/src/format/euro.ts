import { cents, decimalOfCents, italianNumber } from '@stanza/core';

/** `165000` → "1.650,00 €", on one line. @param amount in cents, not negative */
export const euro = (amount: number): string => `${italianNumber(decimalOfCents(cents(amount)))}\u00a0€`;
