export const texts = {
  titolo: 'Area operatori',
  introduzione: 'Questa pagina è riservata al personale del Comune. I cittadini entrano dai servizi.',
  email: 'E-mail di lavoro',
  password: 'Password',
  entra: 'Entra',
  dimenticata: 'Password dimenticata?',
  scelta: 'La password è stata salvata: adesso puoi entrare.',
  sbagliate: 'E-mail o password non corrette. Controllale e riprova.',
  scaduta: 'La pagina era scaduta e non abbiamo potuto farti entrare. Scrivi di nuovo la password e riprova.',
  troppi:
    'Ci sono stati troppi tentativi non riusciti. Aspetta cinque minuti, poi scrivi di nuovo la password e riprova.',
} as const;
