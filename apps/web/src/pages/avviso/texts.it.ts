export const texts = {
  stanza: 'La mia stanza',
  pubblicato: (day: string) => `Pubblicato il ${day}`,
  entro: (day: string) => `Entro il ${day}`,
  torna: 'Torna a “La mia stanza”',
} as const;
