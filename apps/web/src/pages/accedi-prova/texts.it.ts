export const texts = {
  titolo: 'Identità di prova',
  avviso: 'Questa è una dimostrazione: scegli una delle persone inventate. Nessuna di loro esiste.',
  persona: 'Con chi vuoi entrare?',
  scegli: 'Scegli una delle persone.',
  bottone: 'Entra',
} as const;
