import type { ProblemCode } from '../../http/problem.ts';

const problemi: Readonly<Record<ProblemCode, { readonly titolo: string; readonly testo: string }>> = {
  bad_request: {
    titolo: 'Richiesta non valida',
    testo: 'La richiesta non è arrivata come ce la aspettavamo. Torna alla pagina precedente e riprova.',
  },
  csrf: {
    titolo: 'La pagina è scaduta',
    testo:
      'Per la tua sicurezza non abbiamo eseguito la richiesta. Torna alla pagina precedente, ricaricala e riprova.',
  },
  level_too_low: {
    titolo: 'L’accesso non è abbastanza sicuro',
    testo:
      'Per questo servizio il Comune chiede un livello di accesso più alto di quello che hai usato. Dopo l’accesso torni qui.',
  },
  not_found: {
    titolo: 'Pagina non trovata',
    testo: 'La pagina che cerchi non esiste o non è tua. Controlla l’indirizzo.',
  },
  ente_disabled: {
    titolo: 'Questa stanza non è attiva',
    testo: 'Il Comune in questo momento non è sul portale. Per le pratiche già inviate rivolgiti ai suoi uffici.',
  },
  method_not_allowed: {
    titolo: 'Operazione non prevista',
    testo: 'Questa pagina non si può usare in questo modo.',
  },
  stale_version: {
    titolo: 'Un altro operatore ha aggiornato la pratica',
    testo: 'Apri di nuovo la pratica per vedere com’è adesso, poi riprova se serve ancora.',
  },
  not_in_charge: {
    titolo: 'La pratica è in carico a un altro operatore',
    testo: 'Solo chi ha in carico la pratica può elaborarla.',
  },
  not_reassignable: {
    titolo: 'La pratica non si può riassegnare adesso',
    testo:
      'Si riassegna una pratica che è in carico a un operatore e non è ancora conclusa. Guarda quali sono tra le pratiche in carico.',
  },
  not_possible: {
    titolo: 'Operazione non possibile adesso',
    testo: 'La pratica non è nello stato giusto per questa operazione. Aprila di nuovo per vedere com’è adesso.',
  },
  attachment_sent: {
    titolo: 'Il file fa parte di una pratica inviata',
    testo: 'Il Comune ha ricevuto questo file, perciò non si può eliminare.',
  },
  draft_paid: {
    titolo: 'La bozza non si può eliminare',
    testo:
      'Per questa bozza è stato ricevuto un pagamento, oppure il pagamento è in corso. Un pagamento che non viene concluso libera la bozza dopo un’ora. Se il pagamento è arrivato, la pratica si può inviare; chi rinuncia apre di nuovo “Elimina”, dove legge che cosa succede dell’importo.',
  },
  service_suspended: {
    titolo: 'Servizio sospeso',
    testo:
      'Il Comune ha sospeso questo servizio: per ora non si possono cominciare nuove pratiche. Quelle già cominciate si possono completare e inviare, finché il servizio riceve domande.',
  },
  service_not_open_yet: {
    titolo: 'Servizio non ancora aperto',
    testo: 'Per questo servizio non si può ancora compilare. La sua pagina dice da quale giorno si potrà.',
  },
  service_closed: {
    titolo: 'Servizio chiuso',
    testo: 'Per questo servizio il tempo per inviare le domande è finito. La sua pagina dice in quale giorno.',
  },
  too_large: {
    titolo: 'Contenuto troppo grande',
    testo: 'Quello che hai inviato supera il limite. Torna alla pagina precedente e riduci le dimensioni.',
  },
  unsupported_media: {
    titolo: 'Formato non accettato',
    testo: 'La richiesta ha un formato che questa pagina non accetta.',
  },
  too_many_lookups: {
    titolo: 'Troppe ricerche in un’ora',
    testo:
      'Per proteggere i dati dei cittadini, allo sportello si possono fare al massimo 60 ricerche in un’ora. Riprova più tardi, al massimo tra un’ora. Le bozze già aperte si possono continuare.',
  },
  too_many_sign_ins: {
    titolo: 'Troppi accessi in poco tempo',
    testo: 'Dalla tua rete sono partite troppe richieste di accesso. Aspetta qualche minuto e riprova.',
  },
  too_many_copies: {
    titolo: 'Troppe copie in un’ora',
    testo:
      'Puoi scaricare la copia dei tuoi dati al massimo 5 volte in un’ora. Riprova più tardi, al massimo tra un’ora.',
  },
  too_many_invitations: {
    titolo: 'Troppi messaggi in poco tempo',
    testo: 'Hai mandato molti messaggi agli operatori in un’ora. Aspetta un po’, poi riprova.',
  },
  not_yourself: {
    titolo: 'Non puoi farlo per te',
    testo: 'Per sicurezza questa operazione la può fare soltanto un altro amministratore.',
  },
  too_many_ratings: {
    titolo: 'Troppe valutazioni in poco tempo',
    testo:
      'In questo momento riceviamo molte valutazioni dalla stessa rete, e la tua non è stata registrata. Riprova tra dieci minuti.',
  },
  too_many_exports: {
    titolo: 'Troppe esportazioni in un’ora',
    testo:
      'Puoi esportare gli elenchi delle pratiche al massimo 20 volte in un’ora. Riprova più tardi, al massimo tra un’ora.',
  },
  too_many_columns: {
    titolo: 'Troppe colonne per un foglio di calcolo',
    testo:
      'Le domande di tutti i tuoi servizi insieme sono più delle colonne di un foglio di calcolo. Filtra l’elenco per un servizio ed esportalo di nuovo.',
  },
  overloaded: {
    titolo: 'Il servizio è molto richiesto',
    testo: 'In questo momento ci sono troppe richieste. Riprova tra poco: quello che hai già salvato è al sicuro.',
  },
  internal: {
    titolo: 'Qualcosa non ha funzionato',
    testo: 'È un errore nostro e lo abbiamo registrato. Quello che hai già salvato è al sicuro. Riprova tra poco.',
  },
};

export const texts = {
  comuni: 'Scegli il tuo Comune',
  servizi: 'Torna ai servizi',
  accedi: 'Accedi di nuovo',
  pannello: 'Torna al pannello di controllo',
  problemi,
  scritto: 'Quello che avevi scritto',
  scrittoAiuto: 'Non è stato salvato. Se ti serve ancora, copialo da qui.',
} as const;
