export const texts = {
  titolo: 'Accedi',
  introduzione: 'Per usare i servizi e vedere le tue pratiche ti chiediamo di entrare con la tua identità digitale.',
  diNuovo: 'Accedi di nuovo',
  sonoDentro:
    'Sei già dentro, ma la pagina che vuoi aprire chiede un accesso più sicuro di quello che hai fatto. Quello che hai già salvato resta.',
  dopo: 'Dopo l’accesso torni alla pagina che volevi aprire.',
  livello: (modi: readonly string[]) => `Il servizio chiede un accesso di livello 3: ${modi.join(', oppure ')}.`,
  nonDisponibile:
    'Al momento non è possibile entrare con l’identità digitale. Puoi leggere i servizi anche senza entrare.',
  servizi: 'Vai ai servizi',
  spid: {
    titolo: 'SPID',
    livello3: 'credenziali SPID di livello 3, se il tuo gestore te le ha date',
    spiegazione: 'È l’identità digitale con nome utente e password che ti dà un gestore.',
    bottone: 'Entra con SPID',
    scelta: 'Scegli il tuo gestore SPID',
    informazioni: 'Maggiori informazioni',
    nonHai: 'Non hai SPID?',
    aiuto: 'Serve aiuto?',
    comeOttenerla:
      'SPID lo danno i gestori: alcuni gratis, altri a pagamento. Ti serve un documento, la tessera sanitaria, un indirizzo e-mail e un telefono. Come fare lo trovi in «Non hai SPID?», insieme al pulsante.',
  },
  cie: {
    titolo: 'CIE',
    livello3: 'la carta d’identità elettronica con il suo PIN',
    spiegazione: 'È la carta d’identità elettronica, con il suo PIN o con l’app CieID.',
    bottone: 'Entra con CIE',
    scelta: 'Scegli come usare la carta',
    informazioni: 'Maggiori informazioni sulla CIE',
    nonHai: 'Non hai la CIE?',
    comeOttenerla: 'La carta d’identità elettronica si chiede in Comune.',
  },
  nessuna: {
    titolo: 'Non hai un’identità digitale?',
    sportello: 'Puoi sempre presentare la tua domanda agli uffici del Comune.',
  },
} as const;
