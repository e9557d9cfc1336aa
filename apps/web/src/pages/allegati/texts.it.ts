export const texts = {
  titolo: 'I miei allegati',
  introduzione: 'I file che hai caricato compilando le tue pratiche.',
  dettagli: (type: string, size: string, when: string) => `${type}, ${size}, caricato il ${when}`,
  nessuno: 'Non hai ancora allegati',
  nessunoTesto: 'Qui trovi i file che carichi quando compili una pratica.',
} as const;
