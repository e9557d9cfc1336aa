export const texts = {
  titolo: 'Elimina la bozza',
  pratiche: 'Le mie pratiche',
  domanda: (service: string, code: string) => `Vuoi eliminare la bozza ${code} (${service})?`,
  conseguenze: [
    'Le risposte e le note di questa bozza vengono cancellate e non si possono recuperare.',
    'I file che hai caricato restano tra i tuoi allegati, dove puoi eliminarli.',
  ],
  si: 'Sì, elimina la bozza',
  no: 'No',
} as const;
