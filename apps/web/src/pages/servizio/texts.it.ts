export const texts = {
  servizi: 'Servizi',
  indice: 'Indice della pagina',
  simili: 'Servizi della stessa area',
  accedi: 'Accedi al servizio',
  livello:
    'Per questo servizio serve un accesso di livello 3, il più sicuro. La pagina di accesso dice con che cosa puoi farlo in questo Comune.',
  area: 'Argomento:',
  ufficio: 'Ufficio:',
} as const;
