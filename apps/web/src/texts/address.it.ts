/** What the parts of an address are called. */
export const addressTexts = {
  stato: 'Stato estero',
  via: 'Via o piazza',
  civico: 'Numero civico',
  cap: 'CAP',
  comune: 'Comune',
  provincia: 'Provincia (sigla)',
} as const;

export const statoAiuto = 'Solo per un indirizzo all’estero, per esempio Francia.';
