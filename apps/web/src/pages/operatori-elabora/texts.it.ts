import type { Outcome } from '@stanza/core';

const esiti: Readonly<Record<Outcome, string>> = {
  accettata: 'Accetta la richiesta',
  rifiutata: 'Rifiuta la richiesta',
};

const decise: Readonly<Record<Outcome, string>> = { accettata: 'Accettata', rifiutata: 'Rifiutata' };

export const texts = {
  titolo: 'Elabora la pratica',
  pratica: (service: string, code: string) => `${service}, pratica ${code}`,
  apri: 'Apri il dettaglio della pratica',
  titoloFirme: 'Firme digitali',
  apriDiNuovo: 'Apri di nuovo la pratica',
  decisione: 'Esito della richiesta',
  modificaDecisione: 'Cambia la decisione',
  documento: 'Documento da rilasciare',
  documentoAiuto:
    'È quello che il cittadino ha chiesto, per esempio il certificato. Serve se accetti; se rifiuti, non sceglierlo.',
  documentoSeServe: 'Se serve un documento, sceglilo. Se rifiuti, non sceglierlo.',
  documentoPresente: (name: string) =>
    `C’è già il file «${name}»: sceglierne un altro lo sostituisce; se rifiuti, non viene rilasciato.`,
  documentoDiNuovo: 'Se avevi scelto un file, sceglilo di nuovo.',
  limitiDocumento: 'Formati accettati: PDF o P7M. Al massimo 20 MB.',
  definitiva: 'Ho controllato l’esito: so che la decisione è definitiva',
  definitivaAiuto:
    'Per questo servizio la risposta parte subito, senza firma digitale: viene protocollata, la pratica si chiude e il cittadino viene avvisato. Non si può tornare indietro.',
  confermaDefinitiva: 'Conferma e invia la risposta',
  documentoRilasciato: 'Documento',
  modificaAiuto:
    'Puoi cambiare la decisione finché non carichi la risposta firmata: la risposta verrà preparata di nuovo.',
  presa: 'Decisione presa',
  decisaIl: 'Decisa il',
  esito: 'Esito',
  esiti,
  decise,
  motivazione: 'Motivazione',
  nessunaMotivazione: 'Nessuna',
  motivazioneAiuto: 'È obbligatoria se rifiuti la richiesta. Il cittadino la legge nella risposta.',
  conferma: 'Conferma e prepara la risposta',
  risposta: 'Risposta da firmare',
  inPreparazione: 'Stiamo preparando il documento di risposta.',
  nonPreparata:
    'La preparazione della risposta non è riuscita. Cambia o conferma di nuovo la decisione per riprovare; l’errore è nel dettaglio della pratica.',
  nonPreparataDefinitiva:
    'La preparazione della risposta non è riuscita. L’errore è nel dettaglio della pratica, in «Consegne»: quando la causa è risolta, da lì puoi riprovare.',
  scarica: 'Scarica il documento, firmalo digitalmente (CAdES, file .p7m) e caricalo qui.',
  scaricaRisposta: 'Scarica la risposta',
  file: 'Risposta firmata',
  limiti: 'Formato accettato: P7M. Al massimo 20 MB.',
  invia: 'Invia la risposta',
  inUscita: 'La risposta è in attesa del protocollo in uscita. Poi la pratica si chiude e il cittadino viene avvisato.',
  nonProtocollata:
    'La registrazione al protocollo della risposta non è riuscita e non verrà ritentata. L’errore è nel dettaglio della pratica, in «Consegne»: quando la causa è risolta, da lì puoi riprovare.',
  chiusa: 'La pratica è chiusa: la risposta è stata protocollata e il cittadino è stato avvisato.',
  rifiuti: {
    csrf: 'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante. Se avevi scelto un file, sceglilo di nuovo.',
    outcome_required: 'Scegli se accettare o rifiutare la richiesta.',
    reason_required: 'Scrivi la motivazione: chi riceve un rifiuto ha diritto di conoscerla.',
    reason_too_long: 'La motivazione è troppo lunga: può avere al massimo 5000 caratteri.',
    confirmation_required: 'Per confermare, spunta la casella: la decisione è definitiva.',
    flow_changed:
      'Nel frattempo è cambiato il modo di rispondere per questo servizio. Non abbiamo salvato: guarda la pagina com’è adesso e conferma di nuovo.',
    document_required: 'Scegli il documento da rilasciare: se accetti la richiesta, il cittadino lo aspetta.',
    document_not_expected:
      'Hai scelto anche un documento, ma con questa decisione non se ne rilascia nessuno. Se rifiuti, conferma senza sceglierlo.',
    document_not_allowed: 'Il file non è un documento PDF o P7M: scegline un altro.',
    document_too_large: 'Il documento è troppo grande: può essere al massimo di 20 MB.',
    document_empty: 'Il documento è vuoto: scegline un altro.',
    document_infected:
      'Nel file c’è un virus: non l’abbiamo ricevuto. Controlla il tuo computer e scegli un altro file.',
    document_not_scannable:
      'Non riusciamo a controllare che il file sia senza virus: caricane uno più piccolo, o senza firma digitale.',
    document_not_scanned: 'In questo momento non possiamo controllare che il file sia senza virus: riprova più tardi.',
    stale_version:
      'Un altro operatore ha aggiornato la pratica. Non abbiamo salvato: quello che hai scritto è ancora qui. Guarda com’è adesso la pratica prima di riprovare.',
    not_in_charge: 'La pratica è in carico a un altro operatore: solo chi l’ha in carico può elaborarla.',
    not_possible: 'La pratica non è nello stato giusto per questa operazione: guarda com’è adesso.',
    file_required: 'Scegli il file della risposta firmata.',
    file_too_large: 'Il file è troppo grande: può essere al massimo di 20 MB.',
    file_empty: 'Il file è vuoto: scegline un altro.',
    file_infected: 'Nel file c’è un virus: non l’abbiamo ricevuto. Controlla il tuo computer e scegli un altro file.',
    file_not_scannable: 'Non riusciamo a controllare che il file sia senza virus: caricane uno più piccolo.',
    file_not_scanned: 'In questo momento non possiamo controllare che il file sia senza virus: riprova più tardi.',
    file_type_not_allowed: 'Il file non è una risposta firmata: carica il file .p7m.',
    not_the_answer:
      'Il file firmato non contiene la risposta di questa pratica: scarica di nuovo la risposta, firmala e carica quel file.',
  },
} as const;
