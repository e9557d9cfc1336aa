import { type Erasure, withArticle } from '@stanza/core';

const quante = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const texts = {
  titolo: 'I miei dati',
  introduzione: 'Qui puoi avere una copia dei tuoi dati e cancellare quelli che il Comune non deve conservare.',
  profilo: 'Il mio profilo',
  copiaTitolo: 'Scarica una copia',
  copiaTesto:
    'Prepariamo un archivio ZIP con tutto ciò che questo Comune conserva su di te nel portale: identità, recapiti, indirizzi, condizioni accettate, pratiche con risposte, iter, pagamenti, note personali, valutazioni, comunicazioni e ricerche fatte allo sportello, in un file leggibile anche da un computer (JSON), e i file veri e propri. Mancano soltanto i commenti che gli uffici scrivono per sé sulle pratiche, che possono parlare anche di altre persone, e il registro degli accessi, che il portale non può leggere: per averne una copia scrivi al Comune.',
  copiaLimite:
    'Puoi chiederla al massimo 5 volte in un’ora. Se hai molti file, lo scaricamento può durare qualche minuto.',
  copia: 'Scarica i miei dati',
  cancellaTitolo: 'Cancella i dati che non servono più',
  cancellaTesto: 'Se lo confermi, cancelliamo subito e per sempre:',
  cancelliamo: [
    'le bozze delle pratiche che non hai inviato, anche quelle già pagate: l’importo lo segnaliamo all’ufficio come da rimborsare;',
    'l’e-mail e il telefono, la residenza e il domicilio del profilo;',
    'le note personali;',
    'le risposte alle richieste di integrazione che non hai inviato;',
    'gli allegati che non fanno parte di una pratica inviata (i file vengono tolti dall’archivio del Comune entro due giorni);',
    'le valutazioni che hai dato alle tue pratiche.',
  ],
  restaTitolo: 'Che cosa deve restare',
  resta: [
    'Le pratiche che hai inviato, con i loro allegati, le risposte del Comune e la registrazione al protocollo: sono documenti amministrativi, che il Comune è tenuto per legge a conservare (DPR 445/2000; decreto legislativo 42/2004). Per questi il diritto alla cancellazione non vale (regolamento UE 2016/679, articolo 17, paragrafo 3, lettera b).',
    'I dati della tua identità, che arrivano dal tuo accesso, e le condizioni che hai accettato, con la data: servono a provare chi ha fatto che cosa.',
    'I tuoi accessi con SPID o CIE: per 24 mesi restano in un registro, come chiedono le regole tecniche di SPID, poi si cancellano da soli.',
    'I pagamenti, con avvisi e ricevute: il Comune deve poter dire che cosa ha ricevuto, da chi e per che cosa.',
    'Le ricerche con cui gli operatori ti hanno trovato allo sportello, con data e ora: servono a controllare chi ha visto i tuoi dati.',
    'Le valutazioni anonime delle pagine dei servizi: non sappiamo di chi sono.',
  ],
  dopo: 'Dopo la cancellazione non riceverai più e-mail. Per tornare alle tue pratiche e per inviarne di nuove dovrai completare di nuovo il profilo.',
  cancella: 'Cancella i miei dati',
  domanda:
    'Sei sicuro di voler cancellare bozze, recapiti, indirizzi, note, integrazioni non inviate, valutazioni e allegati non usati? Non si può tornare indietro.',
  si: 'Sì, cancella',
  no: 'No',
  conferma: 'Conferma la cancellazione',
  fatto: 'Che cosa abbiamo cancellato',
  fattoIl: (when: string) => `Dati che abbiamo cancellato ${withArticle('il', when)}:`,
  cancellati: ({ drafts, notes, answers, attachments, ratings, profile }: Erasure): readonly string[] =>
    [
      drafts === 0 ? '' : quante(drafts, 'bozza', 'bozze'),
      profile ? 'i recapiti e gli indirizzi del profilo' : '',
      notes === 0 ? '' : quante(notes, 'nota personale', 'note personali'),
      answers === 0 ? '' : quante(answers, 'integrazione non inviata', 'integrazioni non inviate'),
      attachments === 0 ? '' : quante(attachments, 'allegato non usato', 'allegati non usati'),
      ratings === 0 ? '' : quante(ratings, 'valutazione', 'valutazioni'),
    ].filter((line) => line !== ''),
  niente: 'Non c’era nulla da cancellare.',
} as const;
