/** The page on which recovery codes are shown, once. */
export const recoveryCodeTexts = {
  titolo: 'Conserva i codici di recupero',
  introduzione:
    'Se un giorno non hai l’app con te, entri con uno di questi codici. Ognuno vale una volta sola. Stampali o scrivili, e tienili in un posto sicuro: non li mostriamo più.',
  elenco: 'I tuoi codici di recupero',
  continua: 'Li ho conservati, continua',
} as const;
