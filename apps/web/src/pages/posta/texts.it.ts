export const texts = {
  titolo: 'Posta inviata dal portale',
  introduzione:
    'Qui finiscono i messaggi quando nessun server di posta è configurato. Questa pagina esiste solo nello sviluppo.',
  da: 'Da:',
  a: 'A:',
  apri: 'Apri il collegamento',
  nessuna: 'Nessun messaggio',
  nessunaTesto: 'I messaggi appaiono qui quando una pratica viene inviata o cambia stato.',
} as const;
