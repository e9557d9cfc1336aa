import { withArticle } from '@stanza/core';

export const texts = {
  pagamentoDi: (title: string, number: number, all: number) => `${title} (${number} di ${all})`,
  titolo: (service: string) => `Nuova pratica: ${service}`,
  servizi: 'Servizi',
  perConto: 'Per conto di un cittadino',
  datiCittadino: 'I dati del cittadino',
  datiCittadinoCorretti: 'I dati del cittadino sono corretti',
  dichiarazione: 'Il cittadino ha letto e firmato l’informativa e il modulo su carta',
  aiuto: 'Aiuto alla compilazione',
  richiedente: 'Richiedente',
  tuoiDati: 'I tuoi dati',
  datiCorretti: 'I miei dati sono corretti',
  avanti: 'Avanti',
  invia: 'Invia',
  campiNuovi: 'Per la risposta che hai dato ci sono altri campi da compilare.',
  salvato: 'Le modifiche sono salvate nella bozza.',
  nonSalvato:
    'Le modifiche non sono ancora salvate: controlla il collegamento. Le ritroverai se premi un pulsante della pagina.',
  sicuro: 'Sei sicuro di aver compilato il modulo correttamente e di voler inviare la pratica?',
  conferma: 'Conferma l’invio',
  si: 'Sì, sono sicuro',
  no: 'No',
  notaSalvata: 'La nota è stata salvata.',
  cambiati: 'I dati sono cambiati in un’altra finestra: controllali di nuovo prima di inviare.',
  chiuso: (day: string) =>
    `Non abbiamo inviato la pratica: le domande per questo servizio si sono chiuse ${withArticle('il', day)}. La bozza resta conservata.`,
  nonAperto: (day: string) =>
    `Non abbiamo inviato la pratica: per questo servizio si può inviare ${withArticle('dal', day)}. La bozza resta conservata.`,
  altrove:
    'Le risposte sono cambiate in un’altra finestra. Quello che hai scritto è salvato: prosegui da questo passo per ritrovarlo.',
  bozzaConNota:
    'Per questo servizio hai già una bozza, e non abbiamo aggiunto alla sua nota quella che hai scritto qui: se ti serve, copiala.',
  vaiAllaBozza: 'Vai alla bozza',
  controlla: 'Prima dell’invio completa questo passo.',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: controllalo e premi di nuovo il pulsante. Se avevi scelto dei file, sceglili di nuovo.',
} as const;
