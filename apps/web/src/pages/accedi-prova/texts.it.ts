export const texts = {
  titolo: 'Identità di prova',
  avviso: 'Questa è una dimostrazione: scegli una delle persone inventate. Nessuna di loro esiste.',
  persona: 'Con chi vuoi entrare?',
  scegli: 'Scegli una delle persone.',
  scaduta: 'La pagina era scaduta e non abbiamo potuto farti entrare. Scegli di nuovo la persona e riprova.',
  bottone: 'Entra',
} as const;
