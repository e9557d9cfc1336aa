export const texts = {
  titolo: 'Accedi',
  introduzione: 'Per usare i servizi e vedere le tue pratiche ti chiediamo di entrare con la tua identità digitale.',
  dopo: 'Dopo l’accesso torni alla pagina che volevi aprire.',
  bottone: 'Entra con la tua identità digitale',
  scaduta: 'La pagina era scaduta e non abbiamo potuto continuare. Premi di nuovo il pulsante.',
  nonDisponibile:
    'Al momento non è possibile entrare con l’identità digitale. Puoi leggere i servizi anche senza entrare.',
  servizi: 'Vai ai servizi',
} as const;
