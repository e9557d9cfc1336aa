export const texts = {
  servizi: 'Servizi',
  indice: 'Indice della pagina',
  simili: 'Servizi della stessa area',
  accedi: 'Accedi al servizio',
  area: 'Argomento:',
  ufficio: 'Ufficio:',
} as const;
