export const texts = {
  titolo: 'Prendi in carico',
  domanda: (service: string, code: string) => `Vuoi prendere in carico la pratica ${code} (${service})?`,
  si: 'Sì, sono sicuro',
  no: 'No',
} as const;
