export const texts = {
  nuovo: 'Aggiungi una persona',
  nuovoTesto: 'Riceve un messaggio con il collegamento per scegliere la password.',
  personale: 'Personale',
  campi: { name: 'Nome e cognome', email: 'E-mail di lavoro', role: 'Ruolo' },
  aiutoEmail: 'È l’indirizzo con cui la persona entra: poi non si può cambiare.',
  ruoli: {
    operatore: 'Lavora alle pratiche dei servizi scelti qui sotto.',
    amministratore: 'In più gestisce le impostazioni dell’ente e il personale. Deve avere il secondo fattore.',
  },
  servizi: (area: string) => `Servizi: ${area}`,
  inCarico: (count: number, enabled: boolean) => {
    const [many, follows] =
      count === 1
        ? ['1 pratica in carico', 'non potrà più aprirla e sarà da riassegnare']
        : [`${count} pratiche in carico`, 'non potrà più aprirle e saranno da riassegnare'];
    return enabled ? `${many}: se togli il servizio ${follows}.` : many;
  },
  aggiungi: 'Aggiungi e manda l’invito',
  salva: 'Salva le modifiche',
  accesso: 'Accesso',
  email: 'E-mail',
  stato: 'Stato',
  ultimo: 'Ultimo accesso',
  mai: 'Mai',
  fattore: 'Secondo fattore',
  attivo: 'Attivo',
  nonAttivo: 'Non attivo',
  messaggio: 'Ultimo messaggio',
  messaggi: { invito: 'Invito', reset: 'Collegamento per una nuova password' },
  mandato: (kind: string, when: string) => `${kind}, ${when}`,
  consegna: 'Consegna',
  tentativi: 'Tentativi non riusciti',
  errore: 'Ultimo errore',
  vale: 'Il collegamento',
  valido: (when: string) => `vale fino al ${when}`,
  nonVale: 'non vale più',
  invita: 'Manda di nuovo l’invito',
  reimposta: 'Manda il collegamento per una nuova password',
  riprova: 'Riprova a consegnare',
  azzera: 'Azzera il secondo fattore',
  disabilita: 'Disabilita',
  riabilita: 'Riabilita',
  registro: 'Vedi che cosa ha fatto',
  tuo: 'Questo è il tuo accesso: password e secondo fattore si cambiano dal tuo profilo.',
  profilo: 'Vai al tuo profilo',
  adesso: 'Come è adesso',
  cambiato:
    'Un altro amministratore ha modificato questa persona nel frattempo. Quello che hai scelto è ancora qui: controlla e salva di nuovo.',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  nonTe: 'Non puoi togliere a te il ruolo di amministratore: chiedi a un altro amministratore.',
  troppi: 'Hai mandato molti messaggi agli operatori in un’ora. Aspetta un po’, poi riprova.',
  nonRiprovato:
    'Non c’è niente da riprovare: il messaggio è già arrivato, o il suo collegamento non vale più. Puoi mandarne un altro.',
  fatto: {
    aggiunto: 'La persona è stata aggiunta e l’invito sta partendo.',
    salvato: 'Le modifiche sono state salvate.',
    inviato: 'Il messaggio sta partendo.',
    disabilitato: 'L’accesso è stato disabilitato: chi era collegato è già fuori.',
    riabilitato: 'L’accesso è stato riabilitato.',
    azzerato: 'Il secondo fattore è stato azzerato.',
  },
} as const;
