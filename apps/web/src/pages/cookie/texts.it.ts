/** @param hours how long a session lasts unused, @param longest and at most */
const session = (hours: number, longest: number) =>
  `Fino a ${hours} ore dall’ultima pagina aperta, e in tutto al massimo ${longest} ore.`;

export const texts = {
  titolo: 'Cookie',
  introduzione:
    'Questo portale usa solo cookie tecnici, che servono a farlo funzionare. Per questo non ti chiede il consenso (articolo 122 del Codice in materia di protezione dei dati personali; Linee guida del Garante del 10 giugno 2021).',
  altri: 'Non ci sono cookie di statistica, di profilazione o di altri siti.',
  elenco: 'I cookie del portale',
  colonne: ['Nome', 'A che cosa serve', 'Quanto dura'],
  accesso: 'Ricorda che hai fatto l’accesso.',
  accessoOperatori: 'Ricorda che un operatore ha fatto l’accesso.',
  ritorno: 'Riconosce il browser da cui hai cominciato l’accesso con SPID o CIE, quando torni dal gestore.',
  ingresso: 'Conserva, cifrato, un accesso che devi ancora confermare.',
  moduli: 'Assicura che un modulo sia stato inviato dalle pagine del portale, e non da un altro sito.',
  moduliOperatori: 'Lo stesso, per i moduli degli operatori.',
  sessione: session,
  minuti: (quanti: number) => `${quanti} minuti.`,
  finestra: 'Fino alla chiusura del browser.',
  memoria:
    'Una pagina in attesa di una risposta si aggiorna da sola. Per non farlo troppe volte le conta nella memoria della scheda del browser, che si svuota quando la chiudi.',
  disattivare:
    'Puoi cancellare o bloccare i cookie dalle impostazioni del browser. Senza questi cookie non puoi accedere ai servizi.',
} as const;
