export const texts = {
  titolo: 'Scegli la password',
  accesso: 'Area operatori',
  saluti: {
    invito: (name: string) => `${name}, scegli la password con cui entrerai nell’area operatori.`,
    reset: (name: string) =>
      `${name}, scegli la nuova password. Quella di prima non varrà più, e chi era già entrato dovrà farlo di nuovo.`,
  },
  email: 'E-mail con cui entri',
  nuova: 'Nuova password',
  ripeti: 'Ripeti la nuova password',
  salva: 'Salva la password',
  finito: 'Il collegamento non vale più',
  spiegazione:
    'È scaduto, è già stato usato, oppure ne è arrivato uno più recente. Puoi chiederne un altro qui sotto, o a un amministratore del tuo ente.',
  chiedi: 'Chiedi un nuovo collegamento',
  scaduta: 'La pagina era scaduta e non abbiamo salvato: scrivi di nuovo la password e riprova.',
  troppi: 'Ci sono stati troppi tentativi. Aspetta cinque minuti, poi riprova.',
} as const;
