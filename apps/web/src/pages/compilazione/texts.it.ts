export const texts = {
  titolo: (service: string) => `Nuova pratica: ${service}`,
  servizi: 'Servizi',
  aiuto: 'Aiuto alla compilazione',
  richiedente: 'Richiedente',
  tuoiDati: 'I tuoi dati',
  datiCorretti: 'I miei dati sono corretti',
  limiti: (types: readonly string[]) => `Formati accettati: ${types.join(', ')}. Al massimo 10 MB.`,
  sicuro: 'Sei sicuro di aver compilato il modulo correttamente e di voler inviare la pratica?',
  conferma: 'Conferma l’invio',
  si: 'Sì, sono sicuro',
  no: 'No',
  notaSalvata: 'La nota è stata salvata.',
  controlla: 'Prima dell’invio completa questo passo.',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: controllalo e premi di nuovo il pulsante. Se avevi scelto dei file, sceglili di nuovo.',
} as const;
