export const texts = {
  titolo: 'Gestore di prova',
  avviso: 'Questa è una dimostrazione: scegli una delle persone inventate. Nessuna di loro esiste.',
  persona: 'Con chi vuoi entrare?',
  livello: 'Con quale livello?',
  livelli: { 1: 'Livello 1: la password', 2: 'Livello 2: la password e un codice', 3: 'Livello 3: una chiave' },
  scegli: 'Scegli una delle persone.',
  avanti: 'Avanti',
  errori: 'Oppure rispondi con un errore',
  altri: 'Altri errori: la richiesta del Comune è sbagliata',
  errore: (numero: number) => `Rispondi con l’errore ${numero}`,
  consenso: {
    titolo: 'Invio dei dati',
    testo: (ente: string) => `Destinatario dei dati: ${ente}. Acconsenti?`,
    si: 'Acconsento',
    no: 'Non acconsento',
  },
  /** By the name that the federations give them. */
  dati: {
    name: 'Nome',
    familyName: 'Cognome',
    fiscalNumber: 'Codice fiscale',
    dateOfBirth: 'Data di nascita',
    placeOfBirth: 'Luogo di nascita',
    spidCode: 'Codice SPID',
    email: 'E-mail',
    mobilePhone: 'Cellulare',
  },
  risposta: {
    titolo: 'Accesso non riuscito',
    testo: (numero: number) => `Il gestore risponde al Comune con l’errore ${numero}.`,
    continua: 'Continua',
  },
  nonValida: {
    titolo: 'La richiesta di accesso non è valida',
    testo: 'Il gestore di prova non la accetta. Torna al Comune e comincia di nuovo.',
  },
} as const;
