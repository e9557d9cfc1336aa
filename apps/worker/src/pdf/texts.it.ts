import { type AnswerDocument, dayAndTime, dayInItaly, type LetterHead, longDay, withArticle } from '@stanza/core';

/** What every document says. */
export const FRAME = {
  subject: (subject: string): string => `OGGETTO: ${subject}`,
  code: (code: string): string => `Codice della pratica: ${code}`,
  portal: (url: string): string => `Documento prodotto dal portale ${url}`,
  page: (page: number, pages: number): string => `pagina ${page} di ${pages}`,
  /** Where a person gave no answer. */
  noValue: '—',
} as const;

/** The filled-in form. */
export const REQUEST = {
  title: (subject: string, code: string): string => `${subject} – richiesta ${code}`,
  receiver: ({ ente }: LetterHead): string => `Spett.le ${ente}`,
  applicant: 'Richiedente',
  opening: 'La persona sottoscritta, indicata qui sotto come richiedente,',
  asks: 'chiede',
  request: 'il servizio indicato in oggetto e, a questo scopo, comunica quanto segue.',
  attachments: 'Documenti allegati',
  attachmentColumns: ['Documento', 'Nome del file', 'Dimensione', 'Impronta SHA-256'],
  sent: (at: Date): string => `Inviata ${withArticle('il', dayAndTime(at))}`,
  paperSigned: (at: Date): string =>
    `Firmata su carta, dopo la lettura dell’informativa: lo ha dichiarato l’operatore di sportello ${withArticle('il', dayAndTime(at))}`,
} as const;

/** The receipt (law 241/1990 art. 18-bis), with what art. 8 wants said at the start of a procedure. */
export const RECEIPT = {
  title: (subject: string, code: string): string => `${subject} – ricevuta ${code}`,
  heading: 'Ricevuta',
  opening: ({ ente }: LetterHead, at: Date): string =>
    `Il ${ente} attesta di avere ricevuto la richiesta indicata in oggetto, inviata ${withArticle('il', dayAndTime(at))}. Questa ricevuta è rilasciata ai sensi dell’articolo 18-bis della legge 241/1990.`,
  facts: 'La richiesta',
  sender: 'Inviata da',
  codiceFiscale: 'Codice fiscale',
  sentAt: 'Data e ora dell’invio',
  office: 'Ufficio competente',
  responsible: 'Responsabile del procedimento',
  deadline: 'Termine per la risposta',
  by: (day: string): string => `entro ${withArticle('il', day)}`,
  protocol: 'Numero di protocollo',
  numbered: (number: string, date: Date): string => `${number} ${withArticle('del', longDay(dayInItaly(date)))}`,
  unnumbered: 'La registrazione è in corso. Il numero sarà riportato nella ricevuta completa, sul portale.',
  silence: 'Se l’ufficio non risponde entro il termine',
  silenceTexts: [
    'Lei può rivolgersi a chi, nell’ente, ha il potere sostitutivo in caso di inerzia (articolo 2, commi 9-bis e 9-ter, della legge 241/1990): il nominativo è pubblicato sul sito dell’ente.',
    'Per alcuni procedimenti la legge attribuisce al silenzio un effetto, di accoglimento o di rigetto; negli altri casi l’ufficio resta tenuto a rispondere. L’ufficio competente può indicarLe quale regola vale per la Sua richiesta.',
  ],
} as const;

/** What was paid, in the form and in its receipt. */
export const PAYMENT = {
  heading: 'Pagamento',
  total: 'Totale',
  how: 'Modo di pagamento',
  ways: { avviso: 'pagoPA', altrove: 'allo sportello del Comune', bollo: 'marca da bollo dichiarata' },
  numbers: { avviso: 'Numero dell’avviso', altrove: 'Numero dell’avviso', bollo: 'Numero della marca da bollo' },
  paidAt: 'Data',
} as const;

/** The receipt of a payment. */
export const PAYMENT_RECEIPT = {
  title: (subject: string): string => `${subject} – ricevuta di pagamento`,
  heading: 'Ricevuta di pagamento',
  opening: ({ ente }: LetterHead): string =>
    `Il ${ente} attesta di avere ricevuto, tramite pagoPA, il pagamento indicato qui sotto.`,
  facts: 'Il pagamento',
  debtor: 'A nome di',
  codiceFiscale: 'Codice fiscale',
  amount: 'Importo pagato al Comune',
  fee: 'Commissione trattenuta da chi ha ricevuto il pagamento',
  paidAt: 'Data e ora del pagamento',
  psp: 'Prestatore di servizi di pagamento',
  method: 'Metodo',
  noticeNumber: 'Numero dell’avviso',
  iuv: 'Identificativo del versamento (IUV)',
  receiptId: 'Identificativo della ricevuta',
} as const;

/** The office's answer. */
export const ANSWER = {
  title: (subject: string, code: string): string => `${subject} – risposta alla pratica ${code}`,
  addressee: (name: string): string => `Alla cortese attenzione di ${name}`,
  reference: (protocol: AnswerDocument['requestProtocol']): string =>
    protocol === null
      ? 'In riferimento alla Sua richiesta, Le comunichiamo quanto segue.'
      : `In riferimento alla Sua richiesta, protocollata con il numero ${protocol.number} ${withArticle('del', longDay(dayInItaly(protocol.date)))}, Le comunichiamo quanto segue.`,
  outcome: { accettata: 'Esito: Accettata', rifiutata: 'Esito: Rifiutata' },
  reason: 'Motivazione',
  decided: (at: Date): string => `Data: ${longDay(dayInItaly(at))}`,
  /** CAD, art. 24: the digital signature stands for the handwritten one. */
  signature: 'Documento firmato digitalmente ai sensi dell’articolo 24 del d.lgs. 82/2005',
  /** D.lgs. 39/1993, art. 3 c. 2: who answers for it, in print, stands for the handwritten signature. */
  printed: (responsible: string): readonly string[] => [
    responsible,
    'Firma autografa sostituita dall’indicazione a mezzo stampa del soggetto responsabile, ai sensi dell’articolo 3, comma 2, del d.lgs. 39/1993',
  ],
} as const;

/** The office's request to complete a practice. */
export const INTEGRATION_REQUEST = {
  title: (subject: string, code: string): string => `${subject} – richiesta di integrazione della pratica ${code}`,
  heading: 'Richiesta di integrazione',
  addressee: ANSWER.addressee,
  opening: (protocol: AnswerDocument['requestProtocol']): string =>
    protocol === null
      ? 'Per poter proseguire con la Sua richiesta, Le chiediamo di completarla con quanto segue.'
      : `Per poter proseguire con la Sua richiesta, protocollata con il numero ${protocol.number} ${withArticle('del', longDay(dayInItaly(protocol.date)))}, Le chiediamo di completarla con quanto segue.`,
  asked: 'Che cosa serve',
  due: (day: string): string => `La risposta va inviata entro ${withArticle('il', day)}.`,
  how: (url: string): string =>
    `Può rispondere sul portale ${url}, nella pagina della pratica, tra quelle «Da integrare».`,
  suspended:
    'Il termine per la conclusione del procedimento è sospeso fino alla Sua risposta, per un periodo non superiore a trenta giorni (articolo 2, comma 7, della legge 241/1990).',
  office: (office: string, responsible: string): string =>
    `Ufficio competente: ${office}. Responsabile del procedimento: ${responsible}.`,
  asksAt: (at: Date): string => `Data: ${longDay(dayInItaly(at))}`,
} as const;

/** The office takes such a request back. */
export const INTEGRATION_CANCELLATION = {
  title: (subject: string, code: string): string =>
    `${subject} – annullamento della richiesta di integrazione della pratica ${code}`,
  heading: 'Annullamento della richiesta di integrazione',
  opening: ({ number, date }: NonNullable<AnswerDocument['requestProtocol']>): string =>
    `Le comunichiamo che la richiesta di integrazione protocollata con il numero ${number} ${withArticle('del', longDay(dayInItaly(date)))} è annullata. Non occorre inviare altro: l’ufficio prosegue con l’esame della Sua richiesta.`,
  term: 'La richiesta annullata non sospende il termine per la conclusione del procedimento.',
} as const;

/** What the citizen has answered to it. */
export const INTEGRATION_ANSWER = {
  title: (subject: string, code: string): string => `${subject} – integrazione della pratica ${code}`,
  heading: 'Integrazione',
  opening: ({ number, date }: NonNullable<AnswerDocument['requestProtocol']>): string =>
    `In risposta alla richiesta di integrazione protocollata con il numero ${number} ${withArticle('del', longDay(dayInItaly(date)))}, la persona sottoscritta, indicata qui sotto come richiedente, comunica quanto segue.`,
  answers: 'Risposte',
  paperSigned: (at: Date): string =>
    `Firmata su carta: lo ha dichiarato l’operatore di sportello ${withArticle('il', dayAndTime(at))}`,
} as const;

/** The register of a day of the protocol. */
export const DAILY_REGISTER = {
  title: (ente: string, day: string): string =>
    `${ente} – registro giornaliero di protocollo ${withArticle('del', longDay(day))}`,
  heading: (day: string): string => `Registro giornaliero di protocollo ${withArticle('del', longDay(day))}`,
  law: 'Elenco delle informazioni registrate nel giorno, ai sensi dell’articolo 53, comma 2, del DPR 445/2000. Questo documento è una copia da leggere: il registro è il file JSON con l’impronta indicata qui sotto.',
  facts: 'Il registro',
  digest: 'Impronta SHA-256',
  previous: 'Registro precedente',
  first: 'Nessuno: questo è il primo',
  link: (day: string, sha256: string): string => `${withArticle('del', longDay(day))}, impronta SHA-256 ${sha256}`,
  entries: 'Registrazioni',
  cancellations: 'Annullamenti',
  entry: (number: string, year: number, direction: 'entrata' | 'uscita'): string =>
    `Protocollo ${number}/${year}, in ${direction}`,
  emergencies: 'Registro di emergenza chiuso nel giorno',
  from: 'Dal',
  restored: 'Ripristino',
  cause: 'Causa',
  authorised: 'Autorizzato fino al',
  extension: 'Proroga',
  extended: (provision: string, until: string): string => `${provision}, fino al ${until}`,
  openedBy: 'Aperto da',
  closed: 'Chiuso',
  closedBy: 'Chiuso da',
  cancelled: (number: string, year: number): string => `Annullato il protocollo ${number}/${year}`,
  registered: 'Registrato',
  moment: (at: Date): string => withArticle('il', dayAndTime(at)),
  sender: 'Mittente',
  addressee: 'Destinatario',
  subject: 'Oggetto',
  sent: 'Inviato',
  decided: 'Deciso',
  emergency: 'Registro di emergenza',
  emergencyNumber: (number: number, year: number): string => `numero ${number} del ${year}`,
  byHand: 'Registrato a mano',
  main: 'Documento',
  attachment: (place: number): string => `Allegato ${place}`,
  file: (description: string, name: string, size: number, sha256: string): string =>
    `${description}; ${name}; ${size} byte; SHA-256 ${sha256}`,
  at: 'Quando',
  by: 'Da',
  provision: 'Provvedimento',
  reason: 'Motivo',
} as const;
