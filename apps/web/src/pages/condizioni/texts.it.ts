export const texts = {
  titolo: 'Condizioni di utilizzo',
  introduzione:
    'Prima di continuare leggi questi documenti e accettali. Te lo chiediamo una volta sola, e di nuovo solo se cambiano.',
  accetto: (title: string) => `Ho letto e accetto: ${title}`,
  manca: (title: string) => `Per proseguire devi accettare: ${title}`,
  spunta: 'Per proseguire devi spuntare questa casella.',
  salva: 'Salva',
} as const;
