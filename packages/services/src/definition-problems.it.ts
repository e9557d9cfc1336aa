import type { PartPath } from '@stanza/core';
import type { FileProblem } from './read-definition-file.ts';

/** What is wrong with a definition, for the administrators' pages and the command line. */

type ProblemOf<Code extends FileProblem['code']> = Extract<FileProblem, { readonly code: Code }>;

/** Longest list that a sentence gives whole. */
const MOST_VALUES = 30;
const quoted = (value: string): string => `«${value}»`;
const listed = (values: readonly string[]): string =>
  values.slice(0, MOST_VALUES).map(quoted).join(', ') + (values.length > MOST_VALUES ? '…' : '');

/** What a type of JSON is called where it must be written. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'un testo tra virgolette',
  number: 'un numero',
  int: 'un numero intero',
  boolean: 'true oppure false, senza virgolette',
  array: 'un elenco tra parentesi quadre',
  object: 'un oggetto tra parentesi graffe',
};

/** What breaks a text that should be JSON. */
const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'qui c’è una parola che JSON non conosce: i testi vanno tra virgolette doppie.',
  InvalidNumberFormat: 'qui c’è un numero scritto male.',
  PropertyNameExpected:
    'qui ci vuole il nome di una proprietà tra virgolette doppie. Dopo l’ultima proprietà non ci vuole la virgola.',
  ValueExpected: 'qui manca un valore. Dopo l’ultimo valore di un elenco non ci vuole la virgola.',
  ColonExpected: 'dopo il nome di una proprietà ci vogliono i due punti.',
  CommaExpected: 'prima di questo punto ci vuole una virgola.',
  CloseBraceExpected: 'manca una parentesi graffa chiusa.',
  CloseBracketExpected: 'manca una parentesi quadra chiusa.',
  EndOfFileExpected: 'la definizione finisce prima di questo punto: quello che segue è di troppo.',
  InvalidCommentToken: 'qui c’è un commento: JSON non ne ha.',
  UnexpectedEndOfComment: 'qui c’è un commento: JSON non ne ha.',
  UnexpectedEndOfString:
    'qui comincia un testo che non finisce: mancano le virgolette, oppure il testo va a capo (un a capo si scrive \\n).',
  UnexpectedEndOfNumber: 'qui c’è un numero scritto male.',
  InvalidUnicode: 'in questo testo c’è un \\u senza le sue quattro cifre.',
  InvalidEscapeCharacter: 'in questo testo c’è una barra rovesciata di troppo: da sola si scrive due volte.',
  InvalidCharacter: 'in questo testo c’è un segno invisibile che JSON non ammette.',
};

const isNamed = (path: PartPath, key: string): boolean => path.at(-1) === key;

/** What the name of a thing may look like, by the key that it stands at. */
const nameRule = (path: PartPath): string => {
  if (isNamed(path, 'slug'))
    return 'comincia con una lettera e ha solo lettere minuscole, cifre e trattini, al massimo 80.';
  if (isNamed(path, 'value')) return 'ha solo lettere, cifre, trattini e trattini bassi, al massimo 60.';
  return path.includes('fields')
    ? 'comincia con una lettera e ha solo lettere minuscole, cifre e trattini bassi, al massimo 40.'
    : 'comincia con una lettera e ha solo lettere minuscole, cifre e trattini, al massimo 40.';
};

const SENTENCES: { readonly [Code in FileProblem['code']]: (problem: ProblemOf<Code>) => string } = {
  file_too_big: ({ max }) => `Il testo è troppo lungo: può avere al massimo ${max / 1024} KB.`,
  file_empty: () => 'Non c’è scritto niente: scegli un file o incolla una definizione.',
  too_many_parts: () => 'Il testo ha troppe parti: fin qui è già più lungo di qualsiasi definizione.',
  not_utf8: () => 'Il file non è un testo in UTF-8: salvalo di nuovo con questa codifica.',
  not_json: ({ reason }) => `Il testo non è JSON: ${REASONS[reason] ?? 'qui c’è un segno che non ci può stare.'}`,
  key_twice: ({ key }) => `La proprietà ${quoted(key)} c’è due volte: lasciane una.`,
  missing: ({ values }) =>
    values.length === 0
      ? 'Manca questa proprietà: scrivila.'
      : `Manca questa proprietà: scrivi uno di questi valori: ${listed(values)}.`,
  wrong_type: ({ expected }) => `Il valore non va bene: ci vuole ${TYPES[expected] ?? 'un altro tipo di valore'}.`,
  unknown_key: ({ key }) => `La proprietà ${quoted(key)} qui non esiste: controlla come è scritta, oppure toglila.`,
  not_one_of: ({ values }) => `Il valore non è tra quelli possibili: ${listed(values)}.`,
  too_few: ({ min }) =>
    min === 1
      ? 'L’elenco è vuoto: ci vuole almeno un elemento.'
      : `L’elenco è troppo corto: ci vogliono almeno ${min} elementi.`,
  too_many: ({ max }) => `Ci sono troppi elementi: possono essere al massimo ${max}.`,
  empty_text: () => 'Il testo è vuoto: scrivilo, oppure togli la proprietà se non serve.',
  text_too_long: ({ max }) => `Il testo è troppo lungo: può avere al massimo ${max} caratteri.`,
  too_low: ({ min }) => `Il numero è troppo piccolo: può essere al minimo ${min}.`,
  too_high: ({ max }) => `Il numero è troppo grande: può essere al massimo ${max}.`,
  bad_name: ({ path }) => `Questo nome non va bene: ${nameRule(path)}`,
  bad_condition: () =>
    'La condizione non è scritta bene: può essere {"field", "equals"}, {"field", "in"}, {"all"}, {"any"} oppure {"not"}.',
  condition_in_rows: () => 'I campi di un blocco che si ripete non possono avere condizioni: mettila sul blocco.',
  invalid: () => 'Il valore non va bene: controllalo.',
  too_deep: ({ max }) => `Ci sono più di ${max} parentesi una dentro l’altra: una definizione non ne ha bisogno.`,
  too_many_steps: ({ max }) => `I passi sono troppi: possono essere al massimo ${max}.`,
  too_many_fields: ({ max }) => `I campi sono troppi: in tutti i passi insieme possono essere al massimo ${max}.`,
  id_twice: ({ id }) => `Il nome ${quoted(id)} è già usato: ogni passo e ogni campo deve avere il suo.`,
  id_reserved: ({ id }) => `Il nome ${quoted(id)} serve al modulo: scegline un altro.`,
  unknown_field: ({ field }) =>
    `La condizione guarda ${quoted(field)}, che non è un campo che viene prima: controlla il nome.`,
  not_a_value: ({ field, value, values }) =>
    `La condizione guarda se ${quoted(field)} è ${quoted(value)}, ma può essere solo ${listed(values)}.`,
  condition_too_deep: ({ max }) => `La condizione è troppo complicata: può avere al massimo ${max} livelli.`,
  min_over_max: ({ min, max }) => `Il minimo (${min}) è più grande del massimo (${max}).`,
  option_twice: () => 'Due risposte hanno lo stesso valore («value»): ognuna deve avere il suo.',
  cell_twice: () => 'Due campi della riga hanno lo stesso nome («id»): ognuno deve avere il suo.',
  applicant_twice: () => 'Solo un passo può essere di tipo «applicant».',
  first_step: () => 'Il primo passo, e nessun altro, è di tipo «instructions».',
  last_step: () => 'L’ultimo passo, e nessun altro, è di tipo «summary».',
  payment_before_summary: () =>
    'Un passo di tipo «payment» può stare soltanto subito prima di quello di tipo «summary».',
  no_amount: ({ value }) =>
    `Manca l’importo per la risposta ${quoted(value)}: scrivilo, oppure metti 0 se non si paga niente.`,
  not_in_step: ({ field }) =>
    `La regola guarda ${quoted(field)}, che non è un campo di questo passo: controlla il nome.`,
};

/** What is wrong, and what was expected. */
export const definitionProblemSentence = <Code extends FileProblem['code']>(
  problem: ProblemOf<Code> & { readonly code: Code },
): string => SENTENCES[problem.code](problem);

/** `steps[2].fields[0].options` */
const written = (path: PartPath): string =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${key}`)).join('');

/** Longest path that is shown: the keys of a file may be anything. */
const MAX_PATH = 200;

/** Where it is: line, path and the names that people know it by. Empty when it is about the whole text. */
export const definitionProblemPlace = (problem: FileProblem): string => {
  const { at, path } = problem;
  const broken = problem.code === 'not_json';
  return [
    at === null ? [] : [broken ? `riga ${at.line}, colonna ${at.column}` : `riga ${at.line}`],
    path.length === 0 ? [] : [written(path).slice(0, MAX_PATH)],
    'inStep' in problem && problem.inStep !== null ? [`passo ${quoted(problem.inStep)}`] : [],
    'inField' in problem && problem.inField !== null ? [`campo ${quoted(problem.inField)}`] : [],
  ]
    .flat()
    .join(', ');
};
