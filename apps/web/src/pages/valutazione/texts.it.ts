export const texts = {
  titolo: 'La tua valutazione',
  introduzione:
    'Il Comune legge le valutazioni senza nomi, per migliorare il servizio. Le leghiamo alla tua pratica solo per fartele cambiare.',
  pratiche: 'Le mie pratiche',
  ricevuta: 'Ricevuta',
  registrata: (stars: number) =>
    stars === 1 ? 'Abbiamo registrato il tuo voto: 1 stella.' : `Abbiamo registrato il tuo voto: ${stars} stelle.`,
  chiusa: 'Il tempo per valutare questa pratica è finito.',
  scritto: 'Quello che avevi scritto',
  torna: 'Torna alla ricevuta',
} as const;
