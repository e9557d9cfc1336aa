import { describe, expect, it } from '@jest/globals';
import { aDefinitionAsking, aValidation } from '../testing/index.ts';
import { answerColumns, answersByColumn } from './answer-columns.ts';
import { compileService, journey } from './journey.ts';

const optional = { required: false };
const options = [
  { value: 'uno', label: 'La prima' },
  { value: 'due', label: 'La seconda' },
];
const FILE = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER_FILE = '01890a5d-ac96-774b-bcce-b302099a8058';

/** A field of every kind, what is answered to it, and what is read in its column. */
const KINDS: readonly (readonly [Readonly<Record<string, unknown>>, string, string])[] = [
  [{ kind: 'text', maxLength: 50 }, 'Casa', 'Casa'],
  [{ kind: 'textarea', maxLength: 50 }, 'Due\nrighe', 'Due\nrighe'],
  [{ kind: 'number', unit: 'mq' }, '1234.5', '1.234,5 mq'],
  [{ kind: 'integer' }, '12', '12'],
  [{ kind: 'money' }, '1234.5', '1.234,50 €'],
  [{ kind: 'date' }, '2026-03-12', '12/03/2026'],
  [{ kind: 'time' }, '10:30', '10:30'],
  [{ kind: 'email' }, 'a@b.example', 'a@b.example'],
  [{ kind: 'phone' }, '+39 0464 123456', '+39 0464 123456'],
  [{ kind: 'url' }, 'https://a.example/', 'https://a.example/'],
  [{ kind: 'cap' }, '00184', '00184'],
  [{ kind: 'provincia' }, 'TN', 'TN'],
  [{ kind: 'codice_fiscale' }, 'BNCNNA85D52H612Q', 'BNCNNA85D52H612Q'],
  [{ kind: 'partita_iva' }, '00743110157', '00743110157'],
  [{ kind: 'iban' }, 'IT60X0542811101000000123456', 'IT60 X054 2811 1010 0000 0123 456'],
  [{ kind: 'select', options }, 'due', 'La seconda'],
  [{ kind: 'radio', options }, 'uno', 'La prima'],
  [{ kind: 'checkbox', ticked: 'Accetto' }, 'si', 'Accetto'],
  [{ kind: 'municipality' }, 'H612', 'Rovereto (TN)'],
  [{ kind: 'country' }, 'Z110', 'Francia'],
  [{ kind: 'file' }, FILE, 'uno.pdf'],
  [{ kind: 'files' }, `${FILE},${OTHER_FILE}`, 'uno.pdf, due.pdf'],
  [{ kind: 'document' }, OTHER_FILE, 'due.pdf'],
];

const facts = {
  fileNames: new Map([
    [FILE, 'uno.pdf'],
    [OTHER_FILE, 'due.pdf'],
  ]),
  applicant: new Map(),
};

/** What stands in each column, by its labels, when these answers are given. */
const read = (fields: readonly unknown[], answers: Readonly<Record<string, string>>) => {
  const service = compileService(aDefinitionAsking(fields), aValidation());
  const values = answersByColumn(journey(service, answers), facts);
  return answerColumns([service]).map(({ key, labels }) => [labels.join(' > '), values.get(key) ?? '']);
};

describe('the columns of the answers', () => {
  it('hold an answer of every kind of field as a person reads it, and nothing of what asks nothing', () => {
    const fields = KINDS.map(([field], index) => ({
      id: `campo_${index}`,
      label: `Campo ${index}`,
      ...optional,
      ...field,
    }));
    const silent = [
      { kind: 'info', id: 'nota', text: ['Da leggere'] },
      { kind: 'readonly', id: 'chi', label: 'Chi', fact: 'cognome' },
    ];
    const answers = Object.fromEntries(KINDS.map(([, answer], index) => [`campo_${index}`, answer]));
    expect(read([...fields, ...silent], answers)).toEqual(KINDS.map(([, , shown], index) => [`Campo ${index}`, shown]));
  });

  it('have one for each part of an address and of a person, the postal code abroad too', () => {
    const fields = [
      { kind: 'address', id: 'casa', label: 'Abitazione' },
      { kind: 'person', id: 'figlio', label: 'Figlio', parts: ['nome', 'cognome'], ...optional },
    ];
    const answers = {
      'casa.stato': 'Germania',
      'casa.via': 'Hauptstraße',
      'casa.civico': '7',
      'casa.cap': '10827',
      'casa.comune': 'Berlino',
      'figlio.nome': 'Ugo',
    };
    const found = read(fields, answers).filter(([, value]) => value !== '');
    expect(found).toEqual([
      ['Abitazione > Stato estero', 'Germania'],
      ['Abitazione > Via o piazza', 'Hauptstraße'],
      ['Abitazione > Numero civico', '7'],
      ['Abitazione > Codice postale', '10827'],
      ['Abitazione > Comune', 'Berlino'],
      ['Figlio > Nome', 'Ugo'],
    ]);
  });

  it('have a block that is repeated as often as it may be, each row in columns of its own', () => {
    const cell = { kind: 'text', id: 'nome', label: 'Nome', maxLength: 20 };
    const block = { kind: 'rows', id: 'nucleo', label: 'Nucleo', rowLabel: 'Componente', max: 3, fields: [cell] };
    expect(
      read([block], { nucleo: '2', 'nucleo.0.nome': 'Ugo', 'nucleo.1.nome': 'Ada', 'nucleo.2.nome': 'x' }),
    ).toEqual([
      ['Nucleo > Componente 1 > Nome', 'Ugo'],
      ['Nucleo > Componente 2 > Nome', 'Ada'],
      ['Nucleo > Componente 3 > Nome', ''],
    ]);
  });

  it('are empty where the way through the service does not pass', () => {
    const field = { kind: 'text', maxLength: 20, ...optional };
    const fields = [
      { ...field, id: 'prima', label: 'Prima' },
      { ...field, id: 'poi', label: 'Poi', when: { field: 'prima', equals: 'si' } },
    ];
    const given = { prima: 'si', poi: 'x' };
    expect(read(fields, given)).toEqual([
      ['Prima', 'si'],
      ['Poi', 'x'],
    ]);
    expect(read(fields, { ...given, prima: 'no' })).toEqual([
      ['Prima', 'no'],
      ['Poi', ''],
    ]);
  });

  it('are shared by revisions that ask the same, and are others where something else is asked under the same id', () => {
    const ask = (...labels: readonly string[]) =>
      compileService(
        aDefinitionAsking(labels.map((label, index) => ({ kind: 'text', id: `f${index}`, label, maxLength: 20 }))),
        aValidation(),
      );
    const [now, before] = [ask('Nome', 'Perché'), ask('Nome', 'Quando')];
    const columns = answerColumns([now, before]);
    expect(columns.map(({ labels }) => labels)).toEqual([['Nome'], ['Perché'], ['Quando']]);
    const values = answersByColumn(journey(before, { f0: 'Ugo', f1: 'Ieri' }), facts);
    expect(columns.map(({ key }) => values.get(key) ?? '')).toEqual(['Ugo', '', 'Ieri']);
  });
});
