import type { FieldErrorCode } from '@stanza/core';

export const texts = {
  titolo: 'Annulla la registrazione',
  titoloAnnullata: 'Registrazione annullata',
  registro: 'Registro di protocollo',
  spiegazione:
    'La registrazione annullata resta nel registro e si legge ancora, con chi l’ha annullata, quando, perché e con quale atto. Il suo numero non viene dato a nient’altro. La pratica resta com’è: il cittadino vede il numero con la parola “annullata”. Non si torna indietro.',
  protocollo: 'Protocollo',
  registrata: 'Registrata',
  direzione: 'Direzione',
  direzioni: { entrata: 'In entrata', uscita: 'In uscita' },
  corrispondente: { entrata: 'Mittente', uscita: 'Destinatario' },
  oggetto: 'Oggetto',
  fascicolo: 'Fascicolo',
  emergenza: 'Registro di emergenza',
  numeroEmergenza: (number: number, year: number) => `Numero ${number} del ${year}`,
  annullata: 'Annullata',
  da: 'Da',
  provvedimento: 'Atto che autorizza l’annullamento',
  provvedimentoAiuto: 'Per esempio: determina 12 del 3 marzo 2026.',
  motivo: 'Motivo',
  motivoAiuto: 'Perché la registrazione è sbagliata. Va nel registro giornaliero: non scrivere dati che non servono.',
  conferma: 'Annulla la registrazione',
  scaduta: 'La pagina era scaduta e non abbiamo annullato: controlla quello che hai scritto e premi di nuovo.',
  giaAnnullata:
    'La registrazione era già annullata: qui sotto leggi da chi, quando e perché. Quello che hai scritto non è stato salvato.',
  errori: { required: 'Compila questo campo: senza non si può annullare.' } satisfies Partial<
    Record<FieldErrorCode, string>
  >,
} as const;
