export const texts = {
  titolo: 'Pratiche in carico',
  introduzione:
    'Quante pratiche aperte ha ogni operatore, di tutti i servizi. Da qui puoi assegnarle a un collega, per esempio se qualcuno è assente.',
  elenco: 'Operatori',
  colonne: ['Operatore', 'Accesso', 'Pratiche in carico'],
  attivo: 'Attivo',
  disattivato: 'Disattivato',
  di: (name: string) => `Pratiche in carico a ${name}`,
  elencoPratiche: 'Pratiche aperte, dalla più recente',
  colonnePratiche: ['Servizio', 'Codice', 'Stato', 'Inviata il', 'Giorni dall’invio', 'Azioni'],
  riassegna: 'Riassegna',
  nessuna: 'Nessuna pratica in carico',
  nessunaTesto: 'Questo operatore non ha pratiche aperte.',
  pagine: 'Pagine delle pratiche in carico',
  posizione: 'Dalla più recente',
  riassegnata: 'La pratica è riassegnata: il nuovo operatore riceve un’e-mail.',
} as const;
