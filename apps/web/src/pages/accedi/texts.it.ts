export const texts = {
  titolo: 'Accedi',
  introduzione: 'Per usare i servizi e vedere le tue pratiche ti chiediamo di entrare con la tua identità digitale.',
  dopo: 'Dopo l’accesso torni alla pagina che volevi aprire.',
  bottone: 'Entra con la tua identità digitale',
} as const;
