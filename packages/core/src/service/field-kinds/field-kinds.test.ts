import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as ibantools from 'ibantools';
import { stdnum } from 'stdnum';
import { aValidation } from '../../testing/builders.ts';
import { type BoundField, bindField, type Field, fieldSchema } from './index.ts';

const facts = aValidation();
const noFacts = { fileNames: new Map<string, string>(), applicant: new Map() };

/** A field of a kind, with what the kind needs besides. */
const bound = (kind: Field['kind'], more: Readonly<Record<string, unknown>> = {}): BoundField => {
  const entry = bindField(fieldSchema.parse({ kind, id: 'campo', label: 'Campo', ...more }), facts);
  const [field] = entry.kind === 'fields' ? entry.fields : [];
  if (field === undefined) throw new Error(`${kind} has no field`);
  return field;
};
/** What becomes of something typed: its value, and the code of the error or what a person reads. */
const becomes = (field: BoundField, typed: string): readonly [string, string] => {
  const value = field.normalise(typed);
  const parsed = field.schema.safeParse(value);
  return [value, parsed.success ? field.display(value, noFacts) : (parsed.error.issues[0]?.message ?? '')];
};

const options = [
  { value: 'a', label: 'La prima' },
  { value: 'b', label: 'La seconda' },
];

/** Kind, what is typed, the value that is kept, and what a person reads of it or why it is refused. */
const TABLE: readonly (readonly [Field['kind'], Readonly<Record<string, unknown>>, string, string, string])[] = [
  ['text', {}, '  due   parole ', 'due parole', 'due parole'],
  ['text', { maxLength: 3 }, 'quattro', 'quattro', 'too_long'],
  ['text', { digits: 14 }, '0123 4567 8901 23', '01234567890123', '01234567890123'],
  ['text', { digits: 14 }, '12', '12', 'wrong_digits'],
  ['text', { digits: 4 }, '12 a4', '12 a4', 'wrong_digits'],
  ['textarea', {}, 'una\r\nriga', 'una\nriga', 'una\nriga'],
  ['number', { unit: 'mq' }, '1.234,5', '1234.5', '1.234,5 mq'],
  ['number', {}, '12.5', '12.5', '12,5'],
  ['number', {}, '1.000', '1000', '1.000'],
  ['number', {}, '007', '7', '7'],
  ['number', { decimals: 1 }, '0,25', '0.25', 'too_many_decimals'],
  ['number', { max: 10 }, '10,1', '10.1', 'out_of_range'],
  ['number', {}, '-1', '-1', 'out_of_range'],
  ['number', { min: -5 }, '-1', '-1', '-1'],
  ['number', {}, 'dieci', 'dieci', 'invalid_number'],
  ['number', {}, '1e3', '1e3', 'invalid_number'],
  ['number', {}, '9'.repeat(40), '9'.repeat(40), 'invalid_number'],
  ['provincia', {}, '\u0390', '\u03aa\u0301', 'invalid_provincia'],
  ['integer', {}, '1.200', '1200', '1.200'],
  ['integer', { min: 1900, max: 2100 }, '2026', '2026', '2026'],
  ['integer', {}, '1,5', '1.5', 'invalid_integer'],
  ['integer', { max: 5 }, '6', '6', 'out_of_range'],
  ['money', {}, '€ 1.234,5', '1234.5', '1.234,50 €'],
  ['money', {}, '20', '20', '20,00 €'],
  ['money', {}, '0', '0', 'out_of_range'],
  ['money', {}, '1,005', '1.005', 'too_many_decimals'],
  ['date', {}, '31/12/1999', '1999-12-31', '31/12/1999'],
  ['date', {}, '31/2/1999', '1999-02-31', 'invalid_date'],
  ['date', { past: true }, '2026-03-03', '2026-03-03', 'date_in_future'],
  ['date', { future: true }, '2026-03-01', '2026-03-01', 'date_in_past'],
  ['date', { past: true, future: true }, '2026-03-02', '2026-03-02', '02/03/2026'],
  ['time', {}, '9.30', '09:30', '09:30'],
  ['time', {}, '9', '09:00', '09:00'],
  ['time', {}, '23:59:00', '23:59', '23:59'],
  ['time', {}, '24:00', '24:00', 'invalid_time'],
  ['email', {}, ' anna@posta.example ', 'anna@posta.example', 'anna@posta.example'],
  ['email', {}, 'anna', 'anna', 'invalid_email'],
  ['phone', {}, '+39 0464  123456', '+39 0464 123456', '+39 0464 123456'],
  ['phone', {}, 'telefono', 'telefono', 'invalid_phone'],
  ['url', {}, 'www.esempio.it/pagina', 'https://www.esempio.it/pagina', 'https://www.esempio.it/pagina'],
  ['url', {}, 'javascript:alert(1)', 'javascript:alert(1)', 'invalid_url'],
  ['url', {}, 'ftp://esempio.it', 'ftp://esempio.it', 'invalid_url'],
  ['url', {}, 'https://localhost', 'https://localhost', 'invalid_url'],
  ['cap', {}, '38068', '38068', '38068'],
  ['cap', {}, '3806', '3806', 'invalid_cap'],
  ['provincia', {}, 'tn', 'TN', 'TN'],
  ['provincia', {}, 'Trento', 'TRENTO', 'invalid_provincia'],
  ['codice_fiscale', {}, 'rss mra 80a01 h501u', 'RSSMRA80A01H501U', 'RSSMRA80A01H501U'],
  ['codice_fiscale', {}, 'RSSMRA80A01H50MM', 'RSSMRA80A01H50MM', 'RSSMRA80A01H50MM'],
  ['codice_fiscale', {}, '00743110157', '00743110157', 'invalid_codice_fiscale'],
  ['codice_fiscale', { elevenDigits: true }, '00743110157', '00743110157', '00743110157'],
  ['partita_iva', {}, 'IT 00743110157', '00743110157', '00743110157'],
  ['partita_iva', {}, '00743110158', '00743110158', 'invalid_partita_iva'],
  ['partita_iva', {}, '00000000000', '00000000000', 'invalid_partita_iva'],
  ['iban', {}, 'it60 x054 2811 1010 0000 0123 456', 'IT60X0542811101000000123456', 'IT60 X054 2811 1010 0000 0123 456'],
  ['iban', {}, 'IT61X0542811101000000123456', 'IT61X0542811101000000123456', 'invalid_iban'],
  ['iban', {}, 'DE89370400440532013000', 'DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
  ['select', { options }, 'b', 'b', 'La seconda'],
  ['select', { options }, 'c', 'c', 'not_an_option'],
  ['radio', { options }, 'a', 'a', 'La prima'],
  ['radio', { options }, 'La prima', 'La prima', 'not_an_option'],
  ['checkbox', { ticked: 'Dichiara di averlo letto' }, 'si', 'si', 'Dichiara di averlo letto'],
  ['checkbox', { ticked: 'Sì' }, 'on', 'on', 'not_an_option'],
  ['municipality', {}, 'rovereto (tn)', 'H612', 'Rovereto (TN)'],
  ['municipality', {}, 'H612', 'H612', 'Rovereto (TN)'],
  ['municipality', {}, 'Samone', 'Samone', 'ambiguous_municipality'],
  ['municipality', {}, 'Samone (TO)', 'H753', 'Samone (TO)'],
  ['municipality', {}, 'Bezzecca', 'Bezzecca', 'ceased_municipality'],
  ['municipality', { ceased: true }, 'Bezzecca', 'A839', 'Bezzecca (TN)'],
  ['municipality', {}, 'A839', 'A839', 'ceased_municipality'],
  ['municipality', {}, 'Atlantide', 'Atlantide', 'unknown_municipality'],
  ['country', {}, 'FRANCIA', 'Z110', 'Francia'],
  ['country', {}, 'Unione Sovietica', 'Unione Sovietica', 'unknown_country'],
  ['country', { ceased: true }, 'Unione Sovietica', 'Z135', 'Unione Sovietica'],
  ['file', {}, '6f1d2c1e-8f0a-4b58-9a55-0d5d3a0c7e11', '6f1d2c1e-8f0a-4b58-9a55-0d5d3a0c7e11', ''],
  ['file', {}, '../etc/passwd', '../etc/passwd', 'file_required'],
  [
    'files',
    { max: 1 },
    `${'a'.repeat(8)}-8f0a-4b58-9a55-0d5d3a0c7e11,x`,
    `${'a'.repeat(8)}-8f0a-4b58-9a55-0d5d3a0c7e11,x`,
    'file_required',
  ],
  ['document', {}, 'x', 'x', 'not_an_option'],
];

describe('a field kind', () => {
  it.each(TABLE)('%s %j: «%s» is kept as «%s»: %s', (kind, more, typed, value, read) => {
    expect(becomes(bound(kind, more), typed)).toEqual([value, read]);
  });

  it('is in the table above, if it asks anything', () => {
    const kinds = new Set(TABLE.map(([kind]) => kind));
    const all = fieldSchema.def.options.map((option) => option.shape.kind.value);
    const others = ['readonly', 'info', 'address', 'person', 'rows'];
    expect(all.filter((kind) => !others.includes(kind)).toSorted()).toEqual([...kinds].toSorted());
  });

  it('shows in its input what gives the same value again', () => {
    const kinds = TABLE.map(([kind, more]) => bound(kind, more));
    const samples = fc.oneof(
      fc.constantFrom(...TABLE.map(([, , typed]) => typed)),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.double({ noNaN: true }).map(String),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), samples, (field, typed) => {
        const value = field.normalise(typed);
        expect(field.normalise(field.typed(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('never fails, and never takes what it cannot show, whatever is typed', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('\u0000', '\ud800', '\u202e', 'x'.repeat(1_000_000), '-', ',', '.', '€', '(', '9'.repeat(400)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TABLE.map(([kind, more]) => bound(kind, more))), wild, (field, typed) => {
        const value = field.normalise(typed);
        const parsed = field.schema.safeParse(value);
        if (parsed.success) expect(field.display(value, noFacts).length).toBeLessThanOrEqual(11_000);
        expect(/\p{Cs}|\u202e/u.test(value) || value.includes('\u0000')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('a partita IVA', () => {
  const isGood = (code: string): boolean => bound('partita_iva').schema.safeParse(code).success;

  it('is taken whenever stdnum takes it, which also looks whether its office exists', () => {
    fc.assert(
      fc.property(digits(7), fc.integer({ min: 1, max: 100 }), fc.nat(9), (start, office, check) => {
        const code = `${start}${String(office).padStart(3, '0')}${check}`;
        fc.pre(!start.startsWith('0000000'));
        expect(isGood(code)).toBe(stdnum.IT?.iva?.validate(code).isValid === true);
      }),
      { numRuns: 1000 },
    );
  });

  it('has one check digit for its first ten digits', () => {
    fc.assert(
      fc.property(digits(10), (start) => {
        fc.pre(start !== '0000000000');
        expect([...'0123456789'].filter((check) => isGood(start + check))).toHaveLength(1);
      }),
    );
  });
});

describe('a number', () => {
  it('as long as a book is refused without being gone through again and again', () => {
    const zeros = `${'0'.repeat(1_000_000)}x`;
    expect(becomes(bound('number'), zeros)).toEqual([zeros, 'invalid_number']);
  });
});

describe('an IBAN', () => {
  const isGood = (iban: string): boolean => bound('iban').schema.safeParse(iban).success;
  const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

  it('of Italy is taken exactly when ibantools takes it', () => {
    const italian = fc
      .tuple(digits(2), fc.constantFrom(...LETTERS), digits(10), digits(12))
      .map(([check, letter, bank, account]) => `IT${check}${letter}${bank}${account}`);
    const good = italian.map((iban) => {
      const { electronicFormatIBAN, isValidIBAN } = ibantools;
      const plain = electronicFormatIBAN(iban) ?? '';
      const checks = Array.from({ length: 97 }, (_, n) => String(n + 2).padStart(2, '0'));
      return checks.map((check) => `IT${check}${plain.slice(4)}`).find((one) => isValidIBAN(one)) ?? plain;
    });
    fc.assert(
      fc.property(fc.oneof(italian, good), (iban) => {
        // ibantools also computes the letter of the bank.
        if (ibantools.isValidIBAN(iban)) expect(isGood(iban)).toBe(true);
        if (!isGood(iban)) expect(ibantools.isValidIBAN(iban)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('with one digit changed is refused', () => {
    const iban = 'IT60X0542811101000000123456';
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 26 }), fc.nat(9), (position, digit) => {
        fc.pre(iban.charAt(position) !== String(digit));
        expect(isGood(iban.slice(0, position) + digit + iban.slice(position + 1))).toBe(false);
      }),
    );
  });
});
