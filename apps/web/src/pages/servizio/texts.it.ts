export const texts = {
  servizi: 'Servizi',
  indice: 'Indice della pagina',
  simili: 'Servizi della stessa area',
  accedi: 'Accedi al servizio',
  area: 'Argomento:',
  ufficio: 'Ufficio:',
  sezioni: {
    aChi: 'A chi è rivolto',
    comeFare: 'Come fare',
    cosaServe: 'Cosa serve',
    cosaSiOttiene: 'Cosa si ottiene',
    tempi: 'Tempi e scadenze',
    accedi: 'Accedi al servizio',
    condizioni: 'Condizioni di servizio',
    contatti: 'Contatti',
  },
} as const;
