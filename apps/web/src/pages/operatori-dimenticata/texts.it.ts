export const texts = {
  titolo: 'Password dimenticata',
  accesso: 'Area operatori',
  introduzione:
    'Scrivi l’e-mail di lavoro con cui entri: ti mandiamo un collegamento per scegliere una nuova password.',
  email: 'E-mail di lavoro',
  manda: 'Manda il collegamento',
  mandato: 'Controlla la posta',
  spiegazione:
    'Se l’indirizzo è quello di un operatore di questo ente, tra poco arriva un messaggio con il collegamento. Si usa una volta sola: il messaggio dice fino a quando vale.',
  nonArriva: 'Se non arriva, controlla la posta indesiderata o chiedi a un amministratore del tuo ente.',
  torna: 'Torna all’accesso',
  manca: 'Scrivi l’e-mail di lavoro.',
  scaduta: 'La pagina era scaduta: premi di nuovo il pulsante.',
  troppe: 'Ci sono state troppe richieste. Aspetta un’ora, poi riprova.',
} as const;
