export const texts = {
  titolo: 'Richiedi integrazione',
  pratica: (service: string, code: string) => `${service}, pratica ${code}`,
  apri: 'Apri il dettaglio della pratica',
  apriDiNuovo: 'Apri di nuovo la pratica',
  introduzione:
    'Scrivi che cosa manca, oppure scegli i campi da compilare di nuovo o i documenti da aggiungere. Tutto quello che chiedi sarà obbligatorio. Se il cittadino ha un indirizzo e-mail, riceve il collegamento per rispondere.',
  decisione: 'La decisione presa non è ancora firmata: chiedendo un’integrazione viene eliminata.',
  sospesoPrima:
    'Per questa pratica è già stata chiesta un’integrazione: il termine per la risposta si sospende una volta sola, e questa richiesta non lo sospende.',
  messaggio: 'Messaggio per il cittadino',
  messaggioAiuto: 'Si può lasciare vuoto se basta l’elenco di che cosa serve.',
  campi: (step: string) => `Campi da compilare di nuovo: ${step}`,
  documenti: 'Altri documenti da allegare',
  documentiAiuto: 'Un documento per riga, con il nome che leggerà il cittadino. Al massimo 10.',
  scadenza: 'Risposta entro il',
  scadenzaAiuto: 'Il giorno entro il quale il cittadino deve rispondere.',
  invia: 'Invia la richiesta',
  rifiuti: {
    csrf: 'La pagina era scaduta e non abbiamo inviato la richiesta. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
    stale_version:
      'La pratica è cambiata nel frattempo. Non abbiamo inviato la richiesta: quello che hai scritto è ancora qui. Guarda com’è adesso la pratica prima di riprovare.',
    not_in_charge: 'La pratica è in carico a un altro operatore: solo chi l’ha in carico può chiedere un’integrazione.',
    not_possible: 'La pratica non è nello stato giusto per questa operazione: guarda com’è adesso.',
  },
  problemi: {
    nothing_asked: 'Scrivi che cosa manca, oppure scegli almeno un campo o un documento.',
    message_too_long: 'Il messaggio è troppo lungo: può avere al massimo 2000 caratteri.',
    unknown_field: 'Uno dei campi scelti non fa parte di questa pratica.',
    too_many_documents: 'I documenti sono troppi: al massimo 10.',
    document_name_too_long: 'Il nome di un documento è troppo lungo: può avere al massimo 120 caratteri.',
    due_date_required: 'Scegli il giorno entro il quale il cittadino deve rispondere.',
    due_date_past: 'Il giorno è già passato: scegli oggi o un giorno successivo.',
    due_date_too_far: 'Il giorno è troppo lontano: al massimo un anno da oggi.',
  },
} as const;
