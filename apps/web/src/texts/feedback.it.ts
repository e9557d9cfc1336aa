import type { FeedbackAspect } from '@stanza/core';

/** The questions of a rating and their answers, in the words of the national model for Comuni. */
export const feedbackTexts = {
  /** After sending a practice. */
  domandaInvio: 'Quanto è stato facile usare questo servizio?',
  /** On the sheet of a service. */
  domandaScheda: 'Quanto sono chiare le informazioni su questa pagina?',
  preferito: 'Quali sono stati gli aspetti che hai preferito?',
  difficile: 'Dove hai incontrato le maggiori difficoltà?',
  dettagli: 'Vuoi aggiungere altri dettagli?',
  dettagliAiuto: 'Al massimo 200 caratteri. Non scrivere dati personali.',
  invia: 'Invia',
  troppoLungo: 'Il testo è troppo lungo: può avere al massimo 200 caratteri.',
  nonPrevisto: 'Scegli una delle risposte proposte.',
  scaduta:
    'La pagina era scaduta e non abbiamo registrato nulla. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  scegliVoto: 'Scegli da una a cinque stelle.',
} as const;

export const aspectTexts: Readonly<Record<FeedbackAspect, string>> = {
  indicazioni_chiare: 'Le indicazioni erano chiare',
  indicazioni_complete: 'Le indicazioni erano complete',
  percorso_chiaro: 'Capivo sempre che stavo procedendo correttamente',
  nessun_problema_tecnico: 'Non ho avuto problemi tecnici',
  indicazioni_non_chiare: 'A volte le indicazioni non erano chiare',
  indicazioni_incomplete: 'A volte le indicazioni non erano complete',
  percorso_non_chiaro: 'A volte non capivo se stavo procedendo correttamente',
  problemi_tecnici: 'Ho avuto problemi tecnici',
  altro: 'Altro',
};
