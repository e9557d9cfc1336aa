import { codiceFiscaleCheckLetter, isCodiceFiscale, lettersOfName } from '@stanza/core';

// The commonest come first, and are given much more often than the last, as names are.
const SURNAMES =
  `Rossi Ferrari Russo Bianchi Romano Gallo Costa Fontana Conti Esposito Ricci Bruno De_Luca Moretti Marino Greco Barbieri
  Lombardi Giordano Cassano Colombo Mancini Longo Leone Martinelli Marchetti Martini Galli Gatti Mariani Ferrara Santoro Marini
  Bianco Conte Serra Farina Gentile Caruso Morelli Ferri Testa Ferraro Pellegrini Grassi Rossetti D'Angelo Bernardi Mazza Rizzi
  Silvestri Vitale Franco Parisi Martino Valentini Castelli Bellini Monti Lombardo Fiore Grasso Ferretti Bianchini Villa Donati
  Palumbo Orlando Cattaneo Riva Sala Basile Gatto Benedetti Negri Rota Fabbri Guerra Piras Melis Sanna Pinna Lai Cocco Zanella
  Dalla_Valle Dell'Acqua Zeni Tomasi Pedrotti Bonfanti Cescatti Dorigatti Eccher Fedrizzi Giovannini Huber Innerhofer Kofler Larcher
  Mair Niederkofler Oberhofer Pichler Quaranta Rainer Springhetti Tonelli Ugolini Vettori Weger Zambelli Àmori Nicolò Forlì`.split(
    /\s+/u,
  );
const NAMES = {
  F: `Maria Anna Giulia Sofia Francesca Laura Chiara Elena Paola Sara Alessia Martina Valentina Giovanna Rosa Angela Lucia Caterina
    Teresa Silvia Roberta Elisabetta Federica Ilaria Noemi Beatrice Zoè Maria_Grazia Anna_Maria Lùcia`.split(/\s+/u),
  M: `Giuseppe Marco Andrea Francesco Antonio Luca Giovanni Mario Paolo Matteo Alessandro Davide Stefano Roberto Carlo Pietro Simone
    Lorenzo Nicola Fabio Michele Enrico Tommaso Dario Ugo Nicolò Gian_Luca Pier_Paolo Raffaele Òscar`.split(/\s+/u),
} as const;
// Cadastral codes of municipalities, with their names.
const BIRTHPLACES = [
  ['H612', 'Rovereto'],
  ['L378', 'Trento'],
  ['H330', 'Riva del Garda'],
  ['A952', 'Bolzano'],
  ['L781', 'Verona'],
  ['F205', 'Milano'],
  ['H501', 'Roma'],
  ['F839', 'Napoli'],
] as const;
const MONTHS = 'ABCDEHLMPRST';

export interface LargePerson {
  readonly codiceFiscale: string;
  readonly nome: string;
  readonly cognome: string;
  /** `YYYY-MM-DD` */
  readonly dataNascita: string;
  readonly luogoNascita: string;
}

/** One of them, those at the beginning more often. */
const often = <Item>(items: readonly Item[], random: () => number): Item => {
  const item = items[Math.floor(items.length * random() ** 2)];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
};

const two = (number: number): string => String(number).padStart(2, '0');
const written = (name: string): string => name.replaceAll('_', ' ');

const drawPerson = (random: () => number): LargePerson => {
  const sex = random() < 0.5 ? 'F' : 'M';
  // Of four people one has two surnames: most names are rare, as they are.
  const cognome = written(
    random() < 0.25 ? `${often(SURNAMES, random)} ${often(SURNAMES, random)}` : often(SURNAMES, random),
  );
  const nome = written(often(NAMES[sex], random));
  const [year, month, day] = [
    1930 + Math.floor(random() * 78),
    Math.floor(random() * 12),
    1 + Math.floor(random() * 28),
  ];
  const [code, luogoNascita] = often(BIRTHPLACES, random);
  const birth = `${two(year % 100)}${MONTHS.charAt(month)}${two(sex === 'F' ? day + 40 : day)}`;
  const first15 = `${lettersOfName(cognome, nome)}${birth}${code}`;
  return {
    codiceFiscale: first15 + codiceFiscaleCheckLetter(first15),
    nome,
    cognome,
    dataNascita: `${year}-${two(month + 1)}-${two(day)}`,
    luogoNascita,
  };
};

/** The same numbers at each run, from 0 to 1 (mulberry32): what is measured twice is measured on the same people. */
export const makeRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Invented people, no two with one codice fiscale, each of which is valid. */
export function* largePeople(count: number, random: () => number): Generator<LargePerson> {
  const taken = new Set<string>();
  while (taken.size < count) {
    const person = drawPerson(random);
    if (taken.has(person.codiceFiscale) || !isCodiceFiscale(person.codiceFiscale)) continue;
    taken.add(person.codiceFiscale);
    yield person;
  }
}
