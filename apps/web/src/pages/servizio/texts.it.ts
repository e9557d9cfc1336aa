export const texts = {
  servizi: 'Servizi',
  indice: 'Indice della pagina',
  simili: 'Servizi della stessa area',
  accedi: 'Accedi al servizio',
  livello:
    'Per questo servizio serve un accesso di livello 3: entra con la carta d’identità elettronica (CIE) o con credenziali SPID di livello 3.',
  area: 'Argomento:',
  ufficio: 'Ufficio:',
} as const;
