export const texts = {
  titolo: 'Codice di verifica',
  introduzione: 'La password è giusta. Per entrare serve anche il codice che leggi nell’app di autenticazione.',
  introduzioneRecupero: 'Scrivi uno dei codici di recupero che hai conservato. Ognuno vale una volta sola.',
  codice: 'Codice di 6 cifre',
  aiuto: 'Cambia ogni 30 secondi e vale una volta sola.',
  recupero: 'Codice di recupero',
  entra: 'Entra',
  senzaApp: 'Non hai con te l’app? Usa un codice di recupero',
  conApp: 'Usa il codice dell’app',
  senzaNulla:
    'Se non hai né l’app né i codici, chiedi a un amministratore del tuo ente di azzerare il secondo fattore.',
  ricomincia: 'Torna all’inizio',
  sbagliato: 'Il codice non è corretto, o è già stato usato. Controllalo e riprova.',
  scaduta: 'La pagina era scaduta: scrivi di nuovo il codice e riprova.',
  troppi: 'Ci sono stati troppi tentativi non riusciti. Aspetta cinque minuti, poi riprova.',
} as const;
