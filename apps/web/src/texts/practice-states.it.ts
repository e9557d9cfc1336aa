import type { PracticeState, TimelineEvent } from '@stanza/core';
import type { BadgeView } from '../ui/components.ts';

interface StateText extends BadgeView {
  /** What it means for the citizen, in a sentence. */
  readonly sentence: string;
}

/** The states of a practice in words. */
export const stateTexts: Readonly<Record<PracticeState, StateText>> = {
  bozza: { label: 'Bozza', tone: 'neutral', sentence: 'La pratica è una bozza: il Comune non la vede ancora.' },
  inviata: { label: 'Inviata', tone: 'info', sentence: 'La pratica è stata inviata. Il Comune la prenderà in carico.' },
  in_elaborazione: {
    label: 'In elaborazione',
    tone: 'info',
    sentence: 'Il Comune ha preso in carico la pratica e la sta esaminando.',
  },
  da_integrare: {
    label: 'Da integrare',
    tone: 'warning',
    sentence: 'Il Comune ti ha chiesto di completare la pratica.',
  },
  accettata: { label: 'Accettata', tone: 'success', sentence: 'Il Comune ha accettato la tua richiesta.' },
  rifiutata: { label: 'Rifiutata', tone: 'danger', sentence: 'Il Comune ha rifiutato la tua richiesta.' },
};

/** The words of the iter. */
export const timelineTexts: Readonly<Record<TimelineEvent, string>> = {
  bozza: 'Bozza',
  aperta_allo_sportello: 'Aperta allo sportello',
  pagamento_ricevuto: 'Pagamento ricevuto',
  inviata: 'Inviata',
  protocollata: 'Protocollata',
  presa_in_carico: 'Presa in carico',
  integrazione_richiesta: 'Integrazione richiesta',
  integrazione_ricevuta: 'Integrazione ricevuta',
  integrazione_allo_sportello: 'Integrazione ricevuta allo sportello',
  integrazione_annullata: 'Richiesta di integrazione annullata',
  riassegnata: 'Assegnata a un altro operatore',
  risposta_predisposta: 'Risposta predisposta',
  risposta_firmata: 'Risposta firmata',
  accettata: 'Accettata',
  rifiutata: 'Rifiutata',
};
