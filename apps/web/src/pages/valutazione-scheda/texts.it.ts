export const texts = {
  titolo: 'Valuta la pagina del servizio',
  introduzione: (service: string) =>
    `La valutazione della pagina «${service}» è anonima: non conserviamo nulla che dica chi l’ha data. La registriamo quando premi Invia.`,
  servizi: 'Servizi',
  grazie: 'Grazie: la tua valutazione è registrata e ci aiuta a migliorare la pagina.',
  torna: 'Torna al servizio',
} as const;
