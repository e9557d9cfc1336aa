export const texts = {
  titolo: 'Elimina l’allegato',
  allegati: 'I miei allegati',
  domanda: (name: string) => `Vuoi eliminare il file «${name}»?`,
  perSempre: 'Il file viene cancellato e non si può recuperare.',
  nelleBozze: (drafts: string) =>
    `Il file è usato in una bozza che non hai ancora inviato: ${drafts}. Se lo elimini, la bozza te lo chiederà di nuovo.`,
  nellePiuBozze: (drafts: string) =>
    `Il file è usato in alcune bozze che non hai ancora inviato: ${drafts}. Se lo elimini, le bozze te lo chiederanno di nuovo.`,
  nellIntegrazione: (practices: string) =>
    `Il file è usato in una risposta al Comune che non hai ancora inviato, per la pratica da integrare: ${practices}. Se lo elimini, la pagina della risposta te lo chiederà di nuovo.`,
  nellePiuIntegrazioni: (practices: string) =>
    `Il file è usato in alcune risposte al Comune che non hai ancora inviato, per le pratiche da integrare: ${practices}. Se lo elimini, le pagine delle risposte te lo chiederanno di nuovo.`,
  pratica: (service: string, code: string) => `${service} (${code})`,
  si: 'Sì, elimina il file',
  no: 'No',
} as const;
