export const texts = {
  titolo: 'Non sei ancora uscito',
  spiegazione:
    'La pagina da cui hai premuto «Esci» era scaduta, e la tua sessione è ancora aperta. Premi di nuovo «Esci».',
  esci: 'Esci',
  gestore: {
    titolo: 'Sei uscito dalla tua stanza',
    testo:
      'Resta aperta la sessione presso il gestore della tua identità: se il computer non è tuo, chiudi anche quella.',
    continua: 'Esci anche dal gestore',
    servizi: 'Torna ai servizi',
  },
} as const;
