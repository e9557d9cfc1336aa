export const texts = {
  titolo: 'Amministrazione',
  introduzione:
    'Da qui il Comune tiene la sua stanza: i servizi, le persone che ci lavorano, quello che i cittadini leggono.',
  vediPersonale: 'Vedi a chi, nel personale',
  voci: [
    {
      percorso: 'servizi',
      nome: 'Servizi',
      testo:
        'Apri, sospendi e metti in ordine i servizi; scegli come si risponde e i valori del protocollo; pubblicane di nuovi.',
    },
    {
      percorso: 'ente',
      nome: 'Dati del Comune',
      testo: 'Cambia i contatti, gli indirizzi delle pagine del Comune e il colore del portale.',
    },
    {
      percorso: 'condizioni',
      nome: 'Condizioni di utilizzo',
      testo: 'Pubblica i documenti che i cittadini accettano, e le loro revisioni.',
    },
    {
      percorso: 'avvisi',
      nome: 'Avvisi e scadenze',
      testo: 'Scrivi quello che i cittadini leggono in “La mia stanza”.',
    },
    {
      percorso: 'personale',
      nome: 'Personale',
      testo: 'Invita gli operatori, scegli i servizi di cui si occupano, disabilitali.',
    },
    {
      percorso: 'registro',
      nome: 'Registro',
      testo: 'Leggi che cosa è stato fatto, da chi e quando.',
    },
    {
      percorso: 'registro-protocollo',
      nome: 'Registro di protocollo',
      testo: 'Cerca una registrazione, annullala, tieni il registro di emergenza.',
    },
    {
      percorso: 'pagamenti',
      nome: 'Pagamenti',
      testo: 'Vedi come si paga, che cosa non riesce, e se i pagamenti di ogni giorno tornano.',
    },
    {
      percorso: 'in-carico',
      nome: 'Pratiche in carico',
      testo: 'Vedi quante pratiche ha in carico ogni operatore, e riassegna quelle di chi non c’è.',
    },
    { percorso: 'valutazioni', nome: 'Valutazioni', testo: 'Leggi che cosa i cittadini pensano dei servizi.' },
  ],
} as const;
