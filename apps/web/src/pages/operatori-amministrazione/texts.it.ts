export const texts = {
  titolo: 'Amministrazione',
  introduzione:
    'Da qui il Comune tiene la sua stanza: i servizi, le persone che ci lavorano, quello che i cittadini leggono.',
  pannello: 'Pannello di controllo',
  voci: [
    {
      percorso: 'servizi',
      nome: 'Servizi',
      testo:
        'Apri, sospendi e metti in ordine i servizi; scegli come si risponde e i valori del protocollo; pubblicane di nuovi.',
    },
    {
      percorso: 'avvisi',
      nome: 'Avvisi e scadenze',
      testo: 'Scrivi quello che i cittadini leggono in “La mia stanza”.',
    },
    { percorso: 'valutazioni', nome: 'Valutazioni', testo: 'Leggi che cosa i cittadini pensano dei servizi.' },
  ],
} as const;
