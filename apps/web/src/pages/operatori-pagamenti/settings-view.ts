import type { PaymentChoice } from '@stanza/core';
import { PAYMENT_SCHEMAS } from '@stanza/gateways';
import type { DataListView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const ENVIRONMENTS: readonly string[] = ['produzione', 'collaudo'];
/** So much of an account tells it from another one. */
const IBAN_END = 4;

const voci = texts.voci;

/** How an ente has its citizens pay; no key, and of the account its end. @param of whom it is for */
export const settingsView = (choice: PaymentChoice, of: string): DataListView => {
  const { kind, stamps, segregationCode, validDays } = choice;
  const base = { title: `${texts.modi[kind]}, ${of}`, editHref: null };
  if (kind === 'bollo') return { ...base, rows: [{ term: voci.bolli, value: texts.bolli.declared }] };
  const read = PAYMENT_SCHEMAS.pagopa.settings.safeParse(choice.settings);
  if (!read.success) {
    const places = new Set(read.error.issues.map(({ path }) => path.join('.')));
    return { ...base, rows: [{ term: voci.mancano, value: [...places].join(', ') }] };
  }
  const { environment, creditorFiscalCode, iban } = read.data;
  const place = ENVIRONMENTS.includes(environment) ? environment : texts.simulatore;
  return {
    ...base,
    rows: [
      { term: voci.creditore, value: creditorFiscalCode },
      { term: voci.segregazione, value: segregationCode ?? '' },
      { term: voci.iban, value: texts.finisceCon(iban.slice(-IBAN_END)) },
      { term: voci.bolli, value: texts.bolli[stamps] },
      { term: voci.giorni, value: String(validDays) },
      { term: voci.ambiente, value: place },
    ],
  };
};
