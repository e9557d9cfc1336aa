import type { PaymentChoice } from '@stanza/core';
import { readPaymentSettings } from '@stanza/gateways';
import type { DataListView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const ENVIRONMENTS: readonly unknown[] = ['produzione', 'collaudo'];
/** So much of an account tells it from another one. */
const IBAN_END = 4;

const { voci } = texts;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** How an ente has its citizens pay; no key, and of the account its end. @param of whom it is for */
export const settingsView = (choice: PaymentChoice, of: string): DataListView => {
  const { kind, stamps, segregationCode, validDays } = choice;
  const read = readPaymentSettings(choice);
  const base = { title: `${texts.modi[kind]}, ${of}`, editHref: null };
  if (kind === 'bollo') return { ...base, rows: [{ term: voci.bolli, value: texts.bolli.declared }] };
  if (!read.ok) return { ...base, rows: [{ term: voci.mancano, value: read.error.at.join(', ') }] };
  const { environment, creditorFiscalCode, iban } = read.value;
  const place = ENVIRONMENTS.includes(environment) ? textOf(environment) : texts.simulatore;
  return {
    ...base,
    rows: [
      { term: voci.creditore, value: textOf(creditorFiscalCode) },
      { term: voci.segregazione, value: segregationCode ?? '' },
      { term: voci.iban, value: texts.finisceCon(textOf(iban).slice(-IBAN_END)) },
      { term: voci.bolli, value: texts.bolli[stamps] },
      { term: voci.giorni, value: String(validDays) },
      { term: voci.ambiente, value: place },
    ],
  };
};
