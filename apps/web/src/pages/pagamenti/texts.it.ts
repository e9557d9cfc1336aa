export const texts = {
  titolo: 'I miei pagamenti',
  pratiche: 'Le mie pratiche',
  introduzione: 'Gli importi che questo Comune ti ha chiesto nel portale, e i pagamenti che ha ricevuto.',
  colonne: ['Servizio', 'Pratica', 'Data', 'Importo', 'Stato', 'Documenti'],
  nessunDocumento: 'Nessun documento',
  daRimborsare: (amount: string) => `da rimborsare: ${amount}`,
  nessuno: 'Non hai ancora pagamenti',
  nessunoTesto: 'Qui trovi gli importi dei servizi che si pagano prima dell’invio, con avvisi e ricevute.',
  vaiAiServizi: 'Vai ai servizi',
  pagine: 'Pagine dei pagamenti',
  continua: 'Altri pagamenti',
} as const;
