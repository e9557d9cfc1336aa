import { type SignerTrust, withArticle } from '@stanza/core';

/** Nothing of a certificate whose authority is known: the sentence before it is enough. */
const fiducia: Readonly<Record<SignerTrust, string>> = {
  trusted: '',
  untrusted: 'il certificato non è di un’autorità dell’elenco della piattaforma',
  unknown: 'il certificato non è stato controllato',
};

export const texts = {
  pratiche: 'Le mie pratiche',
  codice: (code: string) => `Pratica ${code}`,
  stato: 'Stato della pratica',
  inviata: 'La tua richiesta è stata inviata',
  inviataTesto: 'Il Comune l’ha ricevuta. La ricevuta è pronta: puoi stamparla, e dire come è andata la compilazione.',
  apriRicevuta: 'Apri la ricevuta',
  ufficio: 'Ufficio competente',
  responsabile: 'Responsabile del procedimento',
  termine: 'Termine per la risposta',
  entro: (day: string) => `entro ${withArticle('il', day)}`,
  sospeso: (day: string) =>
    `sospeso finché il Comune aspetta la tua integrazione (se la inviassi oggi: entro ${withArticle('il', day)})`,
  firma: 'Firma su carta',
  dichiarata: (when: string) => `dichiarata dall’operatore di sportello ${withArticle('il', when)}`,
  esito: 'Risposta del Comune',
  motivazione: 'Motivazione:',
  protocolloRisposta: 'Protocollo della risposta:',
  scaricaRisposta: 'Scarica la risposta',
  scaricaDocumento: 'Scarica il documento rilasciato',
  scaricaContenuto: 'Scarica il documento senza la firma',
  rispostaFirmataDa: 'La risposta è firmata digitalmente da:',
  documentoFirmatoDa: 'Il documento rilasciato è firmato digitalmente da:',
  rispostaConFirme: 'La risposta ha una firma digitale con questi dati:',
  documentoConFirme: 'Il documento rilasciato ha una firma digitale con questi dati:',
  dataDichiarata: (when: string) => `data dichiarata: ${when}`,
  modificatoDopo: 'il documento è stato modificato dopo questa firma',
  fiducia,
  scaricaFirmata: 'Scarica il file di risposta firmato (P7M)',
  documentazione: 'Documentazione inoltrata all’Ente',
  protocollo: 'Numero di protocollo:',
  scaricaModulo: 'Scarica la richiesta protocollata',
  vediRicevuta: 'Vedi la ricevuta',
  inProtocollazione: 'La pratica è in attesa di protocollazione: il numero arriva tra poco.',
  daIntegrare: 'Il Comune ti ha chiesto di completare la pratica',
  rispondiEntro: (day: string) => `Rispondi entro ${withArticle('il', day)}.`,
  rispondiScaduta: (day: string) =>
    `Il termine era ${withArticle('il', day)} ed è passato: puoi ancora rispondere finché il Comune non decide altrimenti.`,
  rispondiAltri: (day: string) => `Chi ha inviato la pratica deve rispondere entro ${withArticle('il', day)}.`,
  rispondi: 'Rispondi alla richiesta',
  integrazioni: 'Integrazioni',
  iter: 'Iter della pratica',
  informazioni: 'Informazioni presentate',
  allegati: 'Allegati',
  aiuto: 'Le tue note',
  notaSalvata: 'La nota è stata salvata.',
  notaLunga: 'La nota è troppo lunga: può avere al massimo 2000 caratteri.',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato la nota. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
} as const;
