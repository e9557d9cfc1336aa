export const texts = {
  titolo: 'Consegne bloccate',
  introduzione:
    'Messaggi e registrazioni che non sono riusciti e che il portale non ritenta da solo. Quando la causa è risolta, riprova.',
  tabella: 'Consegne bloccate',
  colonne: ['Pratica', 'Servizio', 'Consegna', 'Ultimo errore', 'Del'],
  nessuna: 'Non ci sono consegne bloccate',
  nessunaTesto: 'Se un messaggio o una registrazione non riesce, lo trovi qui.',
  nessunErrore: 'Nessuno',
  riprova: 'Riprova tutte quelle di questa pagina',
  pagine: 'Pagine delle consegne',
  posizione: 'Dalla più recente',
  fatto: 'Il portale ci riprova adesso. Quello che non riesce torna in questo elenco.',
} as const;
