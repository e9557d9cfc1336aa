export const TEXTS = {
  checkout: {
    title: 'Paga un avviso',
    creditor: 'Ente creditore',
    subject: 'Oggetto',
    amount: 'Importo',
    number: 'Codice avviso',
    pay: 'Paga',
    cancel: 'Annulla',
    fail: 'Errore',
    notPayable: 'Questo avviso non si può pagare: è già pagato, è scaduto o è stato annullato.',
    back: 'Torna al sito',
    unknown: { title: 'Pagamento non trovato', text: 'Questo pagamento non esiste, o non è più disponibile.' },
  },
  counter: {
    title: 'Sportello',
    intro: 'Chi ha in mano un avviso lo può pagare qui, come in banca o in tabaccheria.',
    none: 'Non c’è nessun avviso da pagare.',
    pay: (number: string) => `Paga l’avviso ${number}`,
    paid: 'L’avviso è stato pagato.',
    refused: 'L’avviso non si può pagare: è già pagato, è scaduto o è stato annullato.',
  },
} as const;
