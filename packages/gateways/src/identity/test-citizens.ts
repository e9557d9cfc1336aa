import { codiceFiscaleSchema, type Identity, type VerifiedIdentity } from '@stanza/core';

/** An invented person that a developer may sign in as. */
export interface TestCitizen {
  /** Stable: tests and the page of the test sign-in name the person by it. */
  readonly key: string;
  readonly verified: VerifiedIdentity & { readonly identity: Identity };
}

type Row = readonly [
  key: string,
  nome: string,
  cognome: string,
  codiceFiscale: string,
  dataNascita: string,
  luogoNascita: string,
  email: string | null,
  telefono: string | null,
];

// biome-ignore format: a table is read by rows
const ROWS: readonly Row[] = [
  ['anna-bianchi', 'Anna', 'Bianchi', 'BNCNNA85D52H612Q', '1985-04-12', 'Rovereto', 'anna.bianchi@cittadini.example', '333 0000001'],
  ['mario-rossi', 'Mario', 'Rossi', 'RSSMRA80A01H501U', '1980-01-01', 'Roma', 'mario.rossi@cittadini.example', '333 0000002'],
  // Born where and when the one above was, with the same name: the tax office gave one of the two an omocodia code.
  ['mario-rossi-omocodia', 'Mario', 'Rossi', 'RSSMRA80A01H50MM', '1980-01-01', 'Roma', 'mario.rossi.altro@cittadini.example', '333 0000003'],
  ['niccolo-dell-orto', 'Niccolò', "Dell'Orto", 'DLLNCL92S30L378E', '1992-11-30', 'Trento', 'niccolo.dellorto@cittadini.example', '333 0000004'],
  ['lucia-d-amico', 'Lucia', "D'Amico", 'DMCLCU67L48F839B', '1967-07-08', 'Napoli', 'lucia.damico@cittadini.example', '333 0000005'],
  ['giuseppe-fo', 'Giuseppe', 'Fo', 'FOXGPP39C19H330H', '1939-03-19', 'Riva del Garda', null, '0464 000006'],
  ['zoe-cosi', 'Zoe', 'Così', 'CSOZOE07P63L781E', '2007-09-23', 'Verona', 'zoe.cosi@cittadini.example', '333 0000007'],
  ['elira-hoxha', 'Elira', 'Hoxha', 'HXHLRE90B68Z100W', '1990-02-28', 'Albania', 'elira.hoxha@cittadini.example', '333 0000008'],
  ['marco-verdi', 'Marco', 'Verdi', 'VRDMRC75E25F205V', '1975-05-25', 'Milano', 'marco.verdi@cittadini.example', null],
  ['teresa-zanotti', 'Teresa', 'Zanotti', 'ZNTTRS48T45H612P', '1948-12-05', 'Rovereto', 'teresa.zanotti@cittadini.example', '0464 000010'],
  ['luca-ferrari', 'Luca', 'Ferrari', 'FRRLCU01R17A944G', '2001-10-17', 'Bologna', 'luca.ferrari@cittadini.example', '333 0000011'],
  ['chiara-maria-ricci', 'Chiara Maria', 'Ricci', 'RCCCRM96B69D612L', '1996-02-29', 'Firenze', 'chiara.ricci@cittadini.example', '333 0000012'],
];

/** A dozen invented citizens, with valid codici fiscali and addresses of a domain that cannot exist. */
export const testCitizens: readonly TestCitizen[] = ROWS.map(
  ([key, nome, cognome, codiceFiscale, dataNascita, luogoNascita, email, telefono]) => ({
    key,
    verified: {
      identity: { codiceFiscale: codiceFiscaleSchema.parse(codiceFiscale), nome, cognome, dataNascita, luogoNascita },
      email,
      telefono,
    },
  }),
);
