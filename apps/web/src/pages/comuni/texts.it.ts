export const texts = {
  titolo: 'Scegli il tuo Comune',
  introduzione: 'Entra nella stanza del Comune a cui vuoi rivolgerti: leggi i servizi, invia una pratica e seguila.',
  descrizione: 'La Stanza del Cittadino: i servizi online dei Comuni, dalla richiesta alla risposta.',
  cerca: 'Cerca il Comune per nome',
  bottone: 'Cerca',
  entra: (name: string) => `Entra nella stanza del cittadino del ${name}`,
  nessuno: {
    titolo: 'Nessun Comune trovato',
    testo: 'Controlla come hai scritto il nome, oppure cercane solo una parte.',
  },
} as const;
