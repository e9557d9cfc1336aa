export const texts = {
  elenco: 'Condizioni di utilizzo',
  nuovo: 'Nuovo documento',
  modifica: (title: string) => `Nuova revisione: ${title}`,
  introduzione:
    'Quello che è pubblicato non si cambia: una modifica è una nuova revisione. Chi ha accettato le precedenti le ritrova nel suo profilo.',
  campi: { title: 'Titolo', text: 'Testo', mandatory: 'Obbligatorio: senza accettarlo non si entra' },
  aiuti: {
    text: 'Solo testo: lascia una riga vuota tra un paragrafo e l’altro.',
    mandatory: 'Se pubblichi una revisione obbligatoria, ogni cittadino la deve accettare alla prossima visita.',
  },
  adesso: 'Com’è adesso',
  precedenti: 'Revisioni precedenti',
  revisione: (revision: number) => `Revisione ${revision}`,
  obbligatorio: 'Obbligatorio',
  si: 'Sì',
  no: 'No',
  pubblica: 'Pubblica',
  scaduta:
    'La pagina era scaduta e non abbiamo pubblicato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  cambiato:
    'Un altro amministratore ha pubblicato una revisione mentre scrivevi, e non abbiamo pubblicato la tua. Quello che hai scritto è ancora qui: se premi “Pubblica” prende il posto di quella che c’è adesso.',
} as const;
