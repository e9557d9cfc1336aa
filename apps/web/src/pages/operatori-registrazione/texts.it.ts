import type { SettleRefusal } from '@stanza/core';

const rifiuti: Readonly<Record<Exclude<SettleRefusal['code'], 'not_found'> | 'csrf' | 'finding', string>> = {
  bad_number: 'Scrivi il numero di protocollo con le sole cifre, senza l’anno.',
  bad_day:
    'Scrivi il giorno della registrazione: non può essere prima di quello in cui i documenti sono stati inviati, né dopo oggi.',
  number_taken: 'Questo numero è già di un’altra registrazione: controlla di non averne letto un altro.',
  already_settled:
    'Di questa registrazione si occupa già qualcun altro, o il portale ci sta riprovando, o ha già il numero.',
  not_claimed:
    'Il portale può ancora registrare questi documenti: premi prima «La registro a mano», poi scrivi il numero.',
  csrf: 'La pagina era scaduta: controlla quello che hai scritto e premi di nuovo.',
  finding: 'Di’ che cosa è successo: scegli una delle risposte.',
};

const CERCATO = 'Che cosa hai trovato';

export const texts = {
  titolo: {
    in_dubbio: 'Registrazione in dubbio',
    arrivata: 'Registrazione in dubbio',
    in_attesa: 'Numero di protocollo da scrivere',
    aperta: 'Registrazione non riuscita',
    a_mano: 'Registrazione a mano',
  },
  spiegazione: {
    in_dubbio:
      'Il portale ha chiesto il numero al protocollo del Comune, e la risposta non è mai arrivata. Per non registrare due volte non lo chiede di nuovo da solo: guarda nel protocollo, e dicci che cosa hai trovato.',
    arrivata:
      'Il portale ha trasmesso i documenti all’ufficio protocollo, e non sa se il messaggio è arrivato. Per non farli registrare due volte non li trasmette di nuovo da solo: chiedi all’ufficio se il messaggio è arrivato, e dicci che cosa ti ha risposto.',
    aperta:
      'Il portale non è riuscito a registrare questi documenti. Puoi farlo riprovare, o registrarli tu nel protocollo del Comune. Se li registri tu, dillo prima qui: finché te ne occupi il portale non li trasmette, e non prendono due numeri.',
    a_mano:
      'Il portale non trasmette più questi documenti. Vanno registrati nel protocollo del Comune, con i documenti della pratica. Poi scrivi qui il numero: la pratica prosegue subito.',
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
  ultimoErrore: (error: string) => `L’ultimo errore: ${error}`,
  presaDa: (name: string, when: string) => `Se ne occupa ${name}. Ha cominciato: ${when}.`,
  unOperatore: 'un operatore',
  aMano: 'La registro a mano',
  riprova: 'Riprova',
  chiesta: 'Chiesta il',
  trovato: {
    in_dubbio: CERCATO,
    in_attesa: CERCATO,
    arrivata: 'Che cosa ha risposto l’ufficio',
    a_mano: 'Come è andata',
  },
  registrata: 'È registrata: scrivo il numero',
  nonRegistrata: {
    in_dubbio: 'Non è registrata: riprova',
    arrivata: 'L’ufficio non l’ha ricevuta: trasmetti di nuovo i documenti',
    a_mano: 'Rinuncio, ci riprova il portale',
    in_attesa: 'L’ufficio non l’ha ricevuta: trasmetti di nuovo i documenti',
  },
  rinunciaAiuto: 'Solo se non l’hai registrata: il portale la registra lui.',
  ricevuta: 'L’ufficio l’ha ricevuta, il numero arriverà',
  numero: 'Numero di protocollo',
  numeroAiuto: 'Solo se è stata registrata: le cifre, senza l’anno.',
  giorno: 'Giorno della registrazione',
  conferma: 'Conferma',
  nessuna: 'Di questa pratica non c’è nessuna registrazione in dubbio, né un numero da scrivere.',
  pratica: 'Torna alla pratica',
  rifiuti,
} as const;
