export const texts = {
  personale: 'Personale',
  atti: {
    disabilita: {
      titolo: 'Disabilita l’accesso',
      domanda: (name: string) => `Vuoi disabilitare l’accesso di ${name}?`,
      conseguenza: 'Chi è collegato con questo accesso esce subito. Potrai riabilitarlo quando vuoi.',
      si: 'Sì, disabilita',
    },
    azzera: {
      titolo: 'Azzera il secondo fattore',
      domanda: (name: string) => `Vuoi azzerare il secondo fattore di ${name}?`,
      conseguenza:
        'Serve a chi ha perso l’app e i codici di recupero. Prima accertati di parlare proprio con questa persona: al prossimo accesso le basterà la password. Se è un amministratore, dovrà poi collegare di nuovo un’app.',
      si: 'Sì, azzera',
    },
  },
  pratiche: (count: number) =>
    count === 1
      ? 'Ha in carico 1 pratica non conclusa: nessuno se ne occuperà finché non la assegni a un altro operatore.'
      : `Ha in carico ${count} pratiche non concluse: nessuno se ne occuperà finché non le assegni a un altro operatore.`,
  riassegna: 'Assegna le sue pratiche a un altro operatore',
  no: 'No, torna indietro',
} as const;
