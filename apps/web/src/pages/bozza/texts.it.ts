export const texts = {
  servizi: 'Servizi',
  titolo: 'Hai già una bozza',
  introduzione: 'Per questo servizio puoi avere una bozza alla volta. Riprendila da dove l’hai lasciata.',
  creata: (when: string) => `Creata il ${when}`,
  notaSalvata: 'La nota che hai scritto è stata salvata nella bozza.',
  riprendi: 'Riprendi compilazione',
} as const;
