import type { GatewayErrorKind, PaymentState, ReportKind } from '@stanza/core';
import type { BadgeView } from '../ui/components.ts';

/** The states of a payment as the office reads them. */
export const paymentStates: Readonly<Record<PaymentState | 'rimborsato', BadgeView>> = {
  da_pagare: { label: 'Da pagare', tone: 'warning' },
  in_corso: { label: 'Pagamento in corso', tone: 'info' },
  pagato: { label: 'Pagato', tone: 'success' },
  fallito: { label: 'Non riuscito', tone: 'danger' },
  scaduto: { label: 'Scaduto', tone: 'neutral' },
  annullato: { label: 'Annullato', tone: 'neutral' },
  pagato_altrove: { label: 'Pagato altrove', tone: 'success' },
  da_rimborsare: { label: 'Da rimborsare', tone: 'danger' },
  rimborsato: { label: 'Rimborsato', tone: 'neutral' },
};

/** Why the payment gateway did not do what it was asked. */
export const gatewayErrors: Readonly<Record<GatewayErrorKind, string>> = {
  again: 'Il sistema di pagamento non risponde: il portale riprova da solo.',
  settings: 'Il sistema di pagamento non accetta le impostazioni del Comune: una chiave o un codice è sbagliato.',
  refused: 'Il sistema di pagamento ha rifiutato la richiesta.',
  'number-taken': 'Il numero avviso era già usato: il portale ne prende un altro.',
};

export const reportKinds: Readonly<Record<ReportKind, string>> = {
  senza_pratica: 'Pagati senza pratica',
  senza_ricevuta: 'Senza ricevuta',
  importo_diverso: 'Importi diversi',
  da_rimborsare: 'Da rimborsare',
};

export const paymentTexts = {
  importo: 'Importo',
  voci: 'Voci',
  voce: (label: string, amount: string) => `${label}: ${amount}`,
  numeroAvviso: 'Numero avviso',
  entro: 'Da pagare entro il',
  pagatoIl: 'Pagato il',
  pressoDi: 'Pagato presso',
  ricevuta: 'Ricevuta di pagamento',
  altrove: 'Arrivato in altro modo',
  altroveIl: (when: string, note: string) => (note === '' ? when : `${when} (${note})`),
  marca: 'Marca da bollo',
  marcaDel: (number: string, day: string) => `${number} del ${day}`,
  eccedenza: 'Da rimborsare',
  rimborsato: 'Rimborsato',
  rimborsatoIl: (amount: string, day: string, note: string) => `${amount} il ${day} (${note})`,
  errore: 'Ultimo errore',
  documenti: { avviso: 'Avviso di pagamento', ricevuta: 'Ricevuta di pagamento' },
  elenco: {
    pagato: (amount: string) => `Pagato ${amount}`,
    daPagare: (amount: string) => `Da pagare ${amount}`,
    daRimborsare: (amount: string) => `Da rimborsare ${amount}`,
    rimborsato: (amount: string) => `Rimborsato ${amount}`,
  },
} as const;
