export const texts = {
  titolo: 'Non sei ancora uscito',
  spiegazione:
    'La pagina da cui hai premuto «Esci» era scaduta, e la tua sessione è ancora aperta. Premi di nuovo «Esci».',
  esci: 'Esci',
} as const;
