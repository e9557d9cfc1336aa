export const texts = {
  titolo: 'Riassegna la pratica',
  inCarico: 'Pratiche in carico',
  pratica: (service: string, code: string) => `${service}, pratica ${code}`,
  stato: 'Stato',
  inviata: 'Inviata il',
  adesso: 'In carico a',
  apri: 'Apri il dettaglio della pratica',
  operatore: 'Nuovo operatore',
  operatoreAiuto:
    'Chi è abilitato al servizio. Riceve un’e-mail e trova la pratica tra quelle da gestire; il cittadino non viene avvisato.',
  scegli: 'Scegli un operatore',
  conferma: 'Riassegna',
  nessuno: 'Nessun altro operatore è abilitato a questo servizio: prima abilitane uno.',
  rifiuti: {
    csrf: 'La pagina era scaduta e non abbiamo salvato: premi di nuovo il pulsante.',
    operator_required: 'Scegli a chi assegnare la pratica.',
    not_a_candidate: 'Questo operatore non può ricevere la pratica: scegline un altro.',
    stale_version:
      'Qualcuno ha aggiornato la pratica nel frattempo e non l’abbiamo riassegnata. Qui sotto vedi a chi è in carico e in che stato è adesso: se serve ancora, premi di nuovo il pulsante.',
  },
} as const;
