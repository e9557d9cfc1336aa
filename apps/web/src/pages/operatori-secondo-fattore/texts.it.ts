export const texts = {
  titolo: 'Secondo fattore',
  profilo: 'Il mio accesso',
  motivi: {
    obbligo:
      'Chi amministra l’ente entra con la password e con un codice che cambia ogni 30 secondi. Prima di continuare collega la tua app di autenticazione.',
    scelta: 'Con il secondo fattore, per entrare serve anche un codice che leggi nella tua app di autenticazione.',
    cambio: 'Collega un’altra app: quella di prima e i codici di recupero che hai non varranno più.',
  },
  passoApp: 'Apri un’app di autenticazione sul telefono: ne esistono molte, anche gratuite.',
  passoQr: 'Inquadra il codice QR con l’app, oppure scrivi la chiave a mano.',
  passoCodice: 'Scrivi qui sotto il codice di 6 cifre che l’app mostra.',
  qr: 'Codice QR da inquadrare con l’app di autenticazione',
  chiave: 'Chiave da scrivere a mano',
  codice: 'Codice di 6 cifre',
  password: 'La tua password',
  passwordAiuto: 'La chiediamo perché nessun altro possa collegare la sua app.',
  attiva: 'Attiva il secondo fattore',
  sbagliato: 'Il codice non è corretto: aspetta quello nuovo e controlla che l’ora del telefono sia giusta.',
  scaduta: 'La pagina era scaduta e non abbiamo salvato: scrivi di nuovo il codice e riprova.',
} as const;
