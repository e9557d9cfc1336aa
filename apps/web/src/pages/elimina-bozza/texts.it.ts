export const texts = {
  titolo: 'Elimina la bozza',
  pratiche: 'Le mie pratiche',
  domanda: (service: string, code: string) => `Vuoi eliminare la bozza ${code} (${service})?`,
  conseguenze: [
    'Le risposte e le note di questa bozza vengono cancellate e non si possono recuperare.',
    'I file che hai caricato restano tra i tuoi allegati, dove puoi eliminarli.',
  ],
  pagata: (amount: string) =>
    `Per questa bozza hai pagato ${amount}. Se la elimini, l’importo è da rimborsare e lo segnaliamo all’ufficio.`,
  si: 'Sì, elimina la bozza',
  siRinuncio: 'Sì, elimina e segnala il rimborso',
  no: 'No',
} as const;
