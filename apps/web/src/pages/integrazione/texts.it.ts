import { withArticle } from '@stanza/core';

export const texts = {
  pratiche: 'Le mie pratiche',
  /** What differs between the citizen's own page and the one at the counter. */
  cittadino: {
    titolo: 'Rispondi alla richiesta del Comune',
    scaduta:
      'Il termine per rispondere è passato. Puoi ancora inviare la risposta finché il Comune non decide altrimenti.',
    risposta: 'La tua risposta',
    obbligatori:
      'Tutto quello che il Comune ha chiesto è obbligatorio. Dove avevi già risposto trovi quello che avevi inviato: correggilo.',
    sicuro: 'Vuoi inviare l’integrazione al Comune?',
  },
  sportello: {
    titolo: 'Rispondi allo sportello',
    scaduta:
      'Il termine per rispondere è passato. La risposta si può ancora inviare finché la richiesta non viene annullata.',
    risposta: 'La risposta del cittadino',
    obbligatori:
      'Tutto quello che è stato chiesto è obbligatorio. Dove c’era già una risposta trovi quella inviata: correggila. Quello che il cittadino ha scritto sul portale e non ha inviato non si vede qui.',
    sicuro: 'Vuoi inviare l’integrazione per conto del cittadino?',
  },
  dichiarazione: 'Il cittadino ha letto e firmato l’integrazione su carta',
  pratica: (service: string, code: string) => `${service}, pratica ${code}`,
  chiede: 'Che cosa chiede il Comune',
  entro: (day: string) => `Invia la risposta entro ${withArticle('il', day)}.`,
  torna: 'Salva e torna alla pratica',
  invia: 'Invia integrazione',
  conferma: 'Conferma l’invio dell’integrazione',
  riga: (label: string, value: string) => `${label}: ${value}`,
  dopo: 'Dopo l’invio non potrai più cambiarla.',
  si: 'Sì, sono sicuro',
  no: 'No',
  salvato: 'Le modifiche sono salvate.',
  nonSalvato:
    'Le modifiche non sono ancora salvate: controlla il collegamento. Le ritroverai se premi un pulsante della pagina.',
  incompleta: 'Manca ancora qualcosa: controlla i campi segnalati.',
  cambiati: 'La risposta o la richiesta è cambiata in un’altra finestra: controllala di nuovo prima di inviare.',
  /** Where the request asks for money and nothing else. */
  pagamento: {
    spiegazione:
      'Non c’è nulla da compilare: quando il pagamento arriva, il portale risponde da solo alla richiesta e la pratica va avanti.',
    totale: 'Totale',
    entro: 'Da pagare entro il',
    valido: 'L’avviso si può pagare fino al',
    numeroAvviso: 'Numero avviso',
    paga: 'Paga online',
    vai: 'Vai alla pagina di pagamento',
    scarica: 'Scarica l’avviso di pagamento',
    controlla: 'Ho già pagato',
    controllato:
      'Abbiamo chiesto al sistema di pagamento: la risposta arriva in pochi secondi. Aggiorna la pagina, oppure torna più tardi.',
    inPreparazione: 'L’avviso di pagamento è in preparazione: arriva tra poco.',
    inCorso: 'Il pagamento è in corso: appena è confermato, la pratica va avanti.',
    scaduto: 'L’avviso di pagamento non si può più pagare.',
    prepara: 'Prepara un nuovo avviso',
    nonRisponde:
      'La pagina di pagamento non si è aperta. Se hai già pagato non pagare di nuovo; altrimenti riprova tra qualche minuto.',
    troppeVolte: 'La pagina di pagamento è stata aperta troppe volte: riprova tra un’ora.',
    passato: 'Il termine è passato. Si può ancora pagare finché il Comune non annulla la richiesta.',
    torna: 'Torna alla pratica',
  },
  scadutaPagina:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: controllalo e premi di nuovo il pulsante. Se avevi scelto dei file, sceglili di nuovo.',
} as const;
