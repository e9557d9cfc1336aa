export const texts = {
  titolo: 'Pagamento',
  pagamenti: 'Pagamenti',
  di: (service: string, code: string) => `${service}, pratica ${code}`,
  stato: 'Stato',
  documenti: 'Documenti',
  pratica: 'Apri il dettaglio della pratica',
  bozza: 'La pratica è ancora una bozza: quando è pagata, il cittadino la può inviare.',
  sparita: 'La pratica non c’è più: il denaro arrivato va restituito.',
  segna: 'Segna come pagato allo sportello',
  annotaRimborso: 'Annota il rimborso',
  riprova: 'Riprova',
  /** What an operator may say of money. */
  detto: {
    altrove: {
      titolo: 'Pagato allo sportello',
      spiegazione: (amount: string) =>
        `Conferma solo se hai davvero ricevuto ${amount}. Il portale lo dice al sistema di pagamento, e nessuno può più pagare questo avviso online.`,
      giaPagato: 'Risulta già pagato: se confermi, sono arrivate due somme e una va rimborsata.',
      nota: 'Numero della ricevuta',
      notaAiuto: 'Quello che serve per ritrovare l’incasso, come “Ricevuta n. 12”. Non scrivere dati personali.',
      conferma: 'Sì, il denaro è arrivato',
    },
    rimborso: {
      titolo: 'Rimborso',
      spiegazione: (amount: string) =>
        `Da rimborsare: ${amount}. Il portale non muove denaro: annota il rimborso quando è stato fatto.`,
      giorno: 'Rimborsato il',
      nota: 'Come',
      notaAiuto: 'Quello che serve per ritrovarlo, come “Mandato n. 31”. Non scrivere dati personali.',
      conferma: 'Annota il rimborso',
    },
  },
  indietro: 'Torna al pagamento',
  rifiuti: {
    csrf: 'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
    already_marked: 'Qualcuno ha già detto che questo pagamento è arrivato in altro modo.',
    not_ready:
      'L’avviso non è ancora pronto, oppure non si può pagare adesso: nessuno può averlo pagato. Riprova tra qualche minuto.',
    gateway_away:
      'Il sistema di pagamento non risponde. Non abbiamo scritto nulla: quello che hai scritto è ancora qui, riprova tra qualche minuto.',
    nothing_to_refund: 'Non c’è nulla da rimborsare, o il rimborso è già annotato.',
  },
  problemi: {
    note_required: 'Scrivi come si ritrova: per esempio il numero della ricevuta.',
    note_too_long: 'È troppo lungo: al massimo 200 caratteri.',
    day_required: 'Scegli il giorno del rimborso.',
    day_in_future: 'Il giorno è nel futuro: annota il rimborso quando è stato fatto.',
  },
} as const;
