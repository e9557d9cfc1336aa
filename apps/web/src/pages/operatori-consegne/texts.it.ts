export const texts = {
  titolo: 'Consegne bloccate',
  introduzione:
    'Messaggi e registrazioni che non sono riusciti e che il portale non ritenta da solo. Quando la causa è risolta, riprova.',
  tabella: 'Consegne bloccate',
  colonne: ['Pratica', 'Servizio', 'Consegna', 'Ultimo errore', 'Del', 'Che cosa puoi fare'],
  /** Of what is in doubt, and of what an operator registers by hand. */
  registrata: 'È registrata: scrivo il numero',
  nonRegistrata: { in_dubbio: 'Non è registrata: riprova', a_mano: 'Rinuncio, ci riprova il portale' },
  /** Of what may have arrived at an office that says its numbers later. */
  arrivata: 'Di’ che cosa è successo',
  aMano: 'Un operatore la registra a mano.',
  daRiprovare: 'Da riprovare',
  nessuna: 'Non ci sono consegne bloccate',
  nessunaTesto: 'Se un messaggio o una registrazione non riesce, lo trovi qui.',
  nessunErrore: 'Nessuno',
  riprova: 'Riprova tutte quelle di questa pagina',
  numeri: 'Numeri di protocollo che mancano da più di un giorno',
  numeriTesto:
    'I documenti sono a disposizione dell’ufficio protocollo, e nessuno ha ancora detto il numero. Chiedi all’ufficio se li ha, poi scrivi il numero dalla pratica.',
  numeriPrimi: (count: number) => `L’elenco mostra le prime ${count}, da quella che aspetta da più tempo.`,
  numeriColonne: ['Pratica', 'Servizio', 'Aspetta dal'],
  pagine: 'Pagine delle consegne',
  posizione: 'Dalla più recente',
  riprovate: (count: number) => {
    if (count === 0) return 'Nessuna consegna era da riprovare.';
    const which =
      count === 1 ? 'Il portale riprova adesso 1 consegna.' : `Il portale riprova adesso ${count} consegne.`;
    return `${which} Quello che non riesce torna in questo elenco.`;
  },
  ferme: (count: number) =>
    count === 1
      ? 'Il portale non riprova 1 registrazione: prima un operatore deve dire se è registrata.'
      : `Il portale non riprova ${count} registrazioni: prima un operatore deve dire se sono registrate.`,
} as const;
