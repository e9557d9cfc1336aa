import fc from 'fast-check';

/** How a property is tried: each time with the same seed, which a failure prints with the path to its example. */
export const seeded = (numRuns: number) => ({ numRuns, seed: 20_260_302 });

const MARKS = ['\0', '\uD800', '\uDC00', '\u200F', '\u202E', '\u200B', '\uFEFF', '\u0301', '\r', '\n', '\t', '\u0345'];
const PIECES = [
  'ß',
  'ŉ',
  'İ',
  'e\u0301',
  '１２',
  '٣',
  '0',
  '00',
  '1',
  '.',
  ',',
  '-',
  '/',
  '@',
  ':',
  ' ',
  '€',
  'a',
  'Z',
  'IT',
];
const WORDS = [
  ...['Rovereto', 'Samone', 'Bezzecca', 'Francia', 'Unione Sovietica', 'H612', 'Z135', 'si', 'a', 'b', '31/12/1999'],
  ...['1.234,50', '9.30', 'www.esempio.it', 'anna@posta.example', 'RSSMRA80A01H501U', 'IT60X0542811101000000123456'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '<script>',
    "'; drop table practices; --",
    '{{altro}}',
    '%00',
    '[object Object]',
  ],
];

const makeNastyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.constantFrom(...MARKS, ...PIECES, ...WORDS), { maxLength: 8 }).map((parts) => parts.join('')),
    fc.constantFrom(...WORDS, ''),
    fc.tuple(fc.constantFrom(...MARKS), fc.constantFrom(...WORDS)).map(([mark, word]) => word.split('').join(mark)),
  );

let nasty: fc.Arbitrary<string> | null = null;

/** What people, programs and attackers type: any Unicode, halves of characters, invisible marks, near misses of good values. */
export const nastyText = (): fc.Arbitrary<string> => {
  nasty ??= makeNastyText(); // once: it lists all of Unicode
  return nasty;
};

/** A megabyte of each sort of character that a pattern may look at twice. */
export const HUGE_TEXTS: readonly string[] = [
  ...[
    '0',
    '1',
    'a',
    'A',
    ' ',
    '.',
    ',',
    '-',
    '/',
    '@',
    'a.',
    '1.',
    '1 ',
    'a,',
    '1.000',
    '\u0301',
    '\u200B',
    '\uD800',
    'à',
  ].map((piece) => `${piece.repeat(Math.ceil(1_000_000 / piece.length))}!`),
  `a@${'a.'.repeat(500_000)}`,
  `https://${'a-'.repeat(500_000)}`,
  `x${' '.repeat(1_000_000)}x`,
  '9'.repeat(1_000_000),
];

/** An answer as it can only be stored by mistake: of a type that no answer has. */
export const wrongAnswer = (): fc.Arbitrary<unknown> =>
  fc.oneof(fc.anything({ maxDepth: 4, withNullPrototype: true, withBigInt: true, withDate: true }), deep());

const deep = (): fc.Arbitrary<unknown> =>
  fc.constantFrom(100, 5000).map((depth) => {
    let nested: unknown = 'x';
    for (let level = 0; level < depth; level += 1) nested = { nested };
    return nested;
  });
