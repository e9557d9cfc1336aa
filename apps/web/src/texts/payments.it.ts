import { type PaymentDocumentKind, type PaymentState, withArticle } from '@stanza/core';
import type { BadgeView } from '../ui/components.ts';

/** The states of a payment in words. */
export const paymentStateTexts: Readonly<Record<PaymentState, BadgeView>> = {
  da_pagare: { label: 'Da pagare', tone: 'warning' },
  in_corso: { label: 'In corso', tone: 'info' },
  pagato: { label: 'Pagato', tone: 'success' },
  fallito: { label: 'Fallito', tone: 'danger' },
  scaduto: { label: 'Scaduto', tone: 'neutral' },
  annullato: { label: 'Annullato', tone: 'neutral' },
  pagato_altrove: { label: 'Pagato altrove', tone: 'success' },
  da_rimborsare: { label: 'Da rimborsare', tone: 'warning' },
};

/** What links to the documents of a payment say. */
export const paymentDocumentTexts: Readonly<Record<PaymentDocumentKind, string>> = {
  avviso: 'Scarica l’avviso',
  ricevuta: 'Scarica la ricevuta di pagamento',
};

/** What is told of a payment, wherever it is shown. */
export const paymentTexts = {
  inAnnullamento: { label: 'In annullamento', tone: 'neutral' },
  importo: 'Importo',
  totale: 'Totale',
  numeroAvviso: 'Numero avviso',
  marca: 'Marca da bollo',
  marcaDichiarata: (number: string, day: string) => `${number}, ${withArticle('del', day)}`,
  scadenza: 'Si può pagare fino al',
  creditore: 'Ente creditore',
  pagatoIl: 'Pagato il',
  pagatoAltroveIl: 'Risulta pagato in altro modo il',
  ricevutoDa: 'Pagato con',
  commissione: 'Commissione di chi ha incassato',
  identificativoRicevuta: 'Identificativo della ricevuta',
  daRimborsare: 'Da rimborsare',
} as const;
