import type { SettleRefusal } from '@stanza/core';

const rifiuti: Readonly<Record<Exclude<SettleRefusal['code'], 'not_found'> | 'csrf' | 'finding', string>> = {
  bad_number: 'Scrivi il numero di protocollo con le sole cifre, senza l’anno.',
  bad_day:
    'Scrivi il giorno della registrazione: non può essere prima di quello in cui i documenti sono stati inviati, né dopo oggi.',
  number_taken: 'Questo numero è già di un’altra registrazione: controlla di non averne letto un altro.',
  already_settled: 'Qualcun altro ha già detto che cosa è successo di questa registrazione.',
  csrf: 'La pagina era scaduta: controlla quello che hai scritto e premi di nuovo.',
  finding: 'Di’ che cosa è successo: scegli una delle risposte.',
};

const CERCATO = 'Che cosa hai trovato';

export const texts = {
  titolo: {
    in_dubbio: 'Registrazione in dubbio',
    arrivata: 'Registrazione in dubbio',
    in_attesa: 'Numero di protocollo da scrivere',
    aperta: 'Registrazione da fare a mano',
  },
  spiegazione: {
    in_dubbio:
      'Il portale ha chiesto il numero al protocollo del Comune, e la risposta non è mai arrivata. Per non registrare due volte non lo chiede di nuovo da solo: guarda nel protocollo, e dicci che cosa hai trovato.',
    arrivata:
      'Il portale ha trasmesso i documenti all’ufficio protocollo, e non sa se il messaggio è arrivato. Per non farli registrare due volte non li trasmette di nuovo da solo: chiedi all’ufficio se il messaggio è arrivato, e dicci che cosa ti ha risposto.',
    aperta:
      'Il protocollo del Comune non registra questi documenti, e il portale non ci riprova da solo. Puoi registrarli a mano, con i documenti della pratica, e scrivere qui il numero: la pratica prosegue subito.',
    in_attesa:
      'I documenti sono a disposizione dell’ufficio protocollo. Quando li ha registrati, scrivi qui il numero: la pratica prosegue subito.',
  },
  cerca: (code: string) => `Nell’oggetto della registrazione c’è il codice della pratica: ${code}.`,
  carta: {
    richiesta: 'La pratica inviata',
    risposta: 'La risposta alla pratica',
    richiestaDiIntegrazione: 'La richiesta di integrazione',
    integrazione: 'L’integrazione del cittadino',
    annullamento: 'L’annullamento di una richiesta di integrazione',
  },
  registro: 'Protocollo:',
  chiesta: 'Chiesta il',
  trovato: { in_dubbio: CERCATO, aperta: CERCATO, in_attesa: CERCATO, arrivata: 'Che cosa ha risposto l’ufficio' },
  registrata: 'È stata registrata',
  nonRegistrata: {
    in_dubbio: 'Non è stata registrata: chiedi di nuovo il numero',
    arrivata: 'L’ufficio non l’ha ricevuta: trasmetti di nuovo i documenti',
    aperta: 'Non è stata registrata: riprova',
    in_attesa: 'L’ufficio non l’ha ricevuta: trasmetti di nuovo i documenti',
  },
  ricevuta: 'L’ufficio l’ha ricevuta, il numero arriverà',
  numero: 'Numero di protocollo',
  numeroAiuto: 'Solo se è stata registrata: le cifre, senza l’anno.',
  giorno: 'Giorno della registrazione',
  conferma: 'Conferma',
  nessuna: 'Di questa pratica non c’è nessuna registrazione in dubbio, né un numero da scrivere.',
  pratica: 'Torna alla pratica',
  rifiuti,
} as const;
