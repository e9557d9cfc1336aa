import { type BulkAction, type BulkObstacle, MAX_BULK } from '@stanza/core';

const quante = (count: number): string => (count === 1 ? 'una pratica' : `${count} pratiche`);

const domande: Readonly<Record<BulkAction, (count: number) => string>> = {
  prendi: (count) => `Vuoi prendere in carico ${quante(count)}?`,
  accetta: (count) => `Vuoi accettare ${quante(count)}?`,
  rifiuta: (count) => `Vuoi rifiutare ${quante(count)}?`,
};

const avvertenze: Readonly<Record<BulkAction, string>> = {
  prendi: 'Chi ha un indirizzo e-mail che riceve viene avvisato. Nessun cittadino vede chi è l’operatore.',
  accetta:
    'La decisione è definitiva: le risposte partono subito, senza firma digitale, e le pratiche si chiudono. Chi ha un indirizzo e-mail che riceve viene avvisato.',
  rifiuta:
    'La decisione è definitiva: le risposte partono subito, senza firma digitale, e le pratiche si chiudono. Chi ha un indirizzo e-mail che riceve viene avvisato.',
};

const fatte: Readonly<Record<BulkAction, string>> = {
  prendi: 'Presa in carico',
  accetta: 'Accettata: la risposta sta partendo',
  rifiuta: 'Rifiutata: la risposta sta partendo',
};

const ostacoli: Readonly<Record<BulkObstacle, string>> = {
  taken: 'È già in carico a un altro operatore.',
  stale_version: 'Qualcuno l’ha aggiornata nel frattempo: guarda com’è adesso.',
  not_in_charge: 'Non è in carico a te.',
  not_possible: 'Non è nello stato giusto per questa operazione.',
  not_together: 'Il suo servizio si decide una pratica alla volta.',
  decided: 'È già stata decisa: la decisione si cambia aprendo la pratica.',
};

export const texts = {
  titolo: 'Più pratiche insieme',
  domande,
  avvertenze,
  fatte,
  ostacoli,
  si: 'Sì, sono sicuro',
  no: 'No',
  scelte: 'Le pratiche scelte',
  escluse: 'Escluse',
  colonne: ['Pratica', 'Servizio'],
  colonneEscluse: ['Pratica', 'Servizio', 'Perché'],
  nessunaPossibile: 'Per nessuna delle pratiche scelte è possibile.',
  motivazione: 'Motivazione',
  motivazioneScritta: 'La motivazione che hai scritto',
  motivazioneAiuto: {
    accetta: 'È la stessa per tutte. I cittadini la leggono nella risposta.',
    rifiuta: 'È obbligatoria, ed è la stessa per tutte. I cittadini la leggono nella risposta.',
  },
  risultato: 'Che cosa abbiamo fatto',
  colonneRisultato: ['Pratica', 'Servizio', 'Risultato'],
  tutte: (count: number) => `Fatto per ${quante(count)}.`,
  alcune: (done: number, count: number) => `Fatto per ${done} su ${count}: per le altre trovi qui il motivo.`,
  torna: 'Torna all’elenco',
  rifiuti: {
    csrf: 'La pagina era scaduta e non abbiamo fatto nulla. Quello che hai scelto e scritto è ancora qui.',
    none_chosen: 'Scegli almeno una pratica.',
    too_many: `Hai scelto troppe pratiche: al massimo ${MAX_BULK} alla volta.`,
    action_required: 'Scegli che cosa fare delle pratiche.',
    reason_required: 'Scrivi la motivazione: chi riceve un rifiuto ha diritto di conoscerla.',
    reason_too_long: 'La motivazione è troppo lunga: può avere al massimo 5000 caratteri.',
  },
} as const;
