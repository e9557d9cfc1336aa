export const texts = {
  titolo: 'Annulla la richiesta di integrazione',
  domanda: (service: string, code: string) =>
    `Vuoi annullare la richiesta di integrazione della pratica ${code} (${service})?`,
  conseguenze: [
    'La pratica torna in elaborazione. Se il cittadino ha un indirizzo e-mail, riceve un messaggio.',
    'Quello che il cittadino ha già scritto e non ha inviato non ti sarà mostrato.',
  ],
  si: 'Sì, annulla la richiesta',
  no: 'No',
} as const;
