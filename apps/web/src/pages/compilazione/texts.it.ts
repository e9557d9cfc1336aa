export const texts = {
  titolo: (service: string) => `Nuova pratica: ${service}`,
  servizi: 'Servizi',
  aiuto: 'Aiuto alla compilazione',
  richiedente: 'Richiedente',
  tuoiDati: 'I tuoi dati',
  datiCorretti: 'I miei dati sono corretti',
  avanti: 'Avanti',
  invia: 'Invia',
  limiti: (types: readonly string[], max: number) =>
    max === 1
      ? `Formati accettati: ${types.join(', ')}. Al massimo 10 MB.`
      : `Formati accettati: ${types.join(', ')}. Al massimo ${max} file, di 10 MB ciascuno.`,
  sostituisciFile: 'Per sostituirlo scegli un altro file.',
  aggiungiFile: 'I file che scegli si aggiungono a questi.',
  fileGiaCaricato: (name: string, size: string, description: string) => `${name} (${size}), ${description}`,
  scegli: 'Scegli…',
  scegliDocumento: 'Scegli tra i tuoi documenti…',
  aggiungiRiga: (row: string) => `Aggiungi ${row}`,
  togliRiga: (row: string) => `Togli ${row}`,
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
  altrove:
    'Le risposte sono cambiate in un’altra finestra. Quello che hai scritto è salvato: prosegui da questo passo per ritrovarlo.',
  bozzaConNota:
    'Per questo servizio hai già una bozza, e non abbiamo aggiunto alla sua nota quella che hai scritto qui: se ti serve, copiala.',
  vaiAllaBozza: 'Vai alla bozza',
  controlla: 'Prima dell’invio completa questo passo.',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: controllalo e premi di nuovo il pulsante. Se avevi scelto dei file, sceglili di nuovo.',
} as const;
