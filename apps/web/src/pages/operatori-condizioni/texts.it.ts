export const texts = {
  titolo: 'Condizioni di utilizzo',
  introduzione: 'I documenti che i cittadini leggono e accettano quando entrano per la prima volta.',
  nuovo: 'Nuovo documento',
  tabella: 'Documenti',
  colonne: ['Documento', 'Revisione', 'Obbligatorio', 'Azioni'],
  si: 'Sì',
  no: 'No',
  modifica: 'Nuova revisione',
  nessuno: 'Non ci sono documenti',
  nessunoTesto: 'Senza documenti i cittadini entrano senza accettare nulla.',
  pubblicato: 'Il documento è pubblicato. Se è obbligatorio, i cittadini lo accettano alla prossima visita.',
} as const;
