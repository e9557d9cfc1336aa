import type { ApiProblemCode } from './api-problem.ts';

const problemi: Readonly<Record<ApiProblemCode, { readonly title: string; readonly detail: string }>> = {
  bad_request: { title: 'Richiesta non valida', detail: 'La richiesta non si legge: controllane la forma.' },
  wrong_key: {
    title: 'Chiave mancante o sbagliata',
    detail: 'La richiesta deve avere la chiave del Comune: «Authorization: Bearer …».',
  },
  not_found: { title: 'Non c’è', detail: 'A questo indirizzo non c’è niente.' },
  method_not_allowed: { title: 'Metodo non ammesso', detail: 'A questo indirizzo si risponde ad altri metodi.' },
  other_number: {
    title: 'Numero già scritto',
    detail: 'La registrazione ha già un altro numero, che non si può cambiare.',
  },
  number_taken: {
    title: 'Numero di un’altra registrazione',
    detail: 'Il numero è già quello di un’altra registrazione.',
  },
  too_large: { title: 'Richiesta troppo grande', detail: 'La richiesta è più grande di quanto serve.' },
  unsupported_media: { title: 'Formato non ammesso', detail: 'La richiesta deve essere in JSON (application/json).' },
  bad_body: { title: 'Dati non validi', detail: 'I campi elencati mancano, o non vanno bene.' },
  bad_number: { title: 'Numero non valido', detail: 'Il numero deve avere da 1 a 10 cifre, e non essere zero.' },
  bad_day: {
    title: 'Data non valida',
    detail:
      'La data deve essere dell’anno indicato, non prima del giorno in cui i documenti sono stati inviati e non nel futuro.',
  },
  too_many_attempts: {
    title: 'Troppi tentativi',
    detail: 'Ci sono state troppe richieste con una chiave sbagliata: riprova tra qualche minuto.',
  },
  internal: { title: 'Errore del portale', detail: 'Il portale non è riuscito a rispondere: riprova più tardi.' },
  overloaded: { title: 'Portale sovraccarico', detail: 'Il portale ha troppo da fare: riprova tra poco.' },
};

export const texts = { problemi } as const;
