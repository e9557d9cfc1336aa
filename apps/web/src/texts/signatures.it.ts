import { type SignerTrust, withArticle } from '@stanza/core';

const fiducia: Readonly<Record<SignerTrust, string>> = {
  trusted: 'Rilasciato da un’autorità dell’elenco della piattaforma',
  untrusted: 'Rilasciato da un’autorità che non è nell’elenco della piattaforma: controlla chi ha firmato',
  unknown: 'Non controllato: la piattaforma non ha un elenco delle autorità',
};

/** What the office reads of a digital signature. */
export const signatureTexts = {
  firmaDi: (name: string) => `Firma di «${name}»`,
  firmatario: 'Chi ha firmato',
  conCodiceFiscale: (name: string, code: string) => `${name} (${code})`,
  firmataIl: 'Firmato il',
  dataDichiarata: (when: string) => `${when}, secondo chi ha firmato`,
  senzaData: 'Chi ha firmato non lo dice',
  verifica: 'Controllo della firma',
  valida: 'Valida: il documento è quello firmato',
  modificatoDopo: 'Valida, ma dopo questa firma il file è stato modificato, per esempio con un’altra firma',
  certificato: 'Certificato',
  fiducia,
  conElenco: (trust: string, day: string, isOver: boolean) =>
    `${trust} (elenco ${withArticle('del', day)}${isOver ? ', scaduto' : ''})`,
} as const;
