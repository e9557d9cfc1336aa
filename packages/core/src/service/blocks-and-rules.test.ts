import { describe, expect, it } from '@jest/globals';
import { aCitizen, aDefinitionAsking, aServiceDefinition, aValidation, makeCountingIds } from '../testing/index.ts';
import { serviceDefinitionSchema } from './definition.ts';
import { initialAnswers } from './initial-answers.ts';
import {
  type Answers,
  beneficiariesOf,
  compileService,
  controlsOf,
  journey,
  stepErrors,
  summarise,
} from './journey.ts';

const guide = ['Testo.'];
/** A definition whose only form has these fields and rules, and the errors and summary of answers to it. */
const aForm = (fields: readonly unknown[], rules: readonly unknown[] = []) => {
  const service = compileService(aDefinitionAsking(fields, rules), aValidation());
  const way = (answers: Answers) => journey(service, { istruzioni: true, richiedente: true, ...answers });
  const formOf = (answers: Answers) => way(answers).steps[2];
  return {
    service,
    way,
    errors: (answers: Answers) => {
      const step = formOf(answers);
      return step === undefined
        ? []
        : stepErrors(step).map(({ field, code, message }) => `${field}: ${message ?? code}`);
    },
    summary: (answers: Answers) =>
      summarise(way(answers), { fileNames: new Map(), applicant: new Map() })[0]?.rows ?? [],
  };
};

const text = (id: string, more: object = {}) => ({ kind: 'text', id, label: id, ...more });

describe('a block of address', () => {
  const { errors, summary, service, way } = aForm([
    { kind: 'address', id: 'casa', label: 'Nuova casa', interior: true },
  ]);

  it('asks for its parts, each under its own name, and for no more of the interior than one knows', () => {
    expect(errors({})).toEqual(['via', 'civico', 'cap', 'comune', 'provincia'].map((part) => `casa.${part}: required`));
    const home = { 'casa.via': 'Via Roma', 'casa.civico': '1', 'casa.comune': 'Rovereto', 'casa.provincia': 'TN' };
    expect(errors({ ...home, 'casa.cap': '123' })).toEqual(['casa.cap: invalid_cap']);
    expect(errors({ ...home, 'casa.cap': '38068' })).toEqual([]);
    expect(summary({ ...home, 'casa.cap': '38068' })[0]).toEqual({
      label: 'Nuova casa – Via o piazza',
      value: 'Via Roma',
    });
  });

  const paris = { 'casa.stato': 'Z110', 'casa.via': 'Rue Cler', 'casa.civico': '7', 'casa.comune': 'Parigi' };

  it('abroad has no provincia, and any postal code or none', () => {
    expect(errors({ 'casa.stato': 'Z110' })).toEqual(['via', 'civico', 'comune'].map((p) => `casa.${p}: required`));
    expect(errors(paris)).toEqual([]);
    expect(errors({ ...paris, 'casa.cap': 'SW1A 1AA', 'casa.provincia': 'tanti' })).toEqual([]);
    expect(errors({ ...paris, 'casa.cap': 'CP_1' })).toEqual(['casa.cap: invalid_postal_code']);
    expect(errors({ ...paris, 'casa.stato': 'Atlantide' })).toEqual(['casa.stato: unknown_country']);
  });

  it('says its country and its postal code where it is abroad, and not that it is in Italy', () => {
    expect(summary({ ...paris, 'casa.cap': '75007', 'casa.provincia': 'TN' }).slice(0, 5)).toEqual([
      { label: 'Nuova casa – Stato estero', value: 'Francia' },
      { label: 'Nuova casa – Via o piazza', value: 'Rue Cler' },
      { label: 'Nuova casa – Numero civico', value: '7' },
      { label: 'Nuova casa – Codice postale', value: '75007' },
      { label: 'Nuova casa – Comune', value: 'Parigi' },
    ]);
    expect(summary({}).map(({ label }) => label.split(' – ')[1])).toEqual([
      'Via o piazza',
      'Numero civico',
      'CAP',
      'Comune',
      'Provincia',
      'Scala',
      'Piano',
      'Interno',
    ]);
  });

  it('is in Italy for who writes so', () => {
    const country = service.steps[2]?.fields.find(({ field }) => field.id === 'casa.stato');
    expect(['Italia', ' italia ', 'francia', 'Atlantide'].map((typed) => country?.normalise(typed))).toEqual([
      '',
      '',
      'Z110',
      'Atlantide',
    ]);
  });

  it('asks for no country where it can only be in Italy, and is not filled in with one abroad', () => {
    const works = aForm([{ kind: 'address', id: 'casa', label: 'Casa', inItaly: true, prefill: 'domicilio' }]);
    const step = works.way({}).steps[2];
    expect([works.errors(paris), step && controlsOf(step)]).toEqual([
      ['casa.cap: required', 'casa.provincia: required'],
      [],
    ]);
    const domicilio = { stato: 'Francia', via: 'Rue Cler', civico: '7', cap: '', comune: 'Parigi', provincia: '' };
    const citizen = aCitizen(makeCountingIds().next());
    expect(initialAnswers(works.service, { ...citizen, domicilio }, null)).toEqual({});
    expect(initialAnswers(works.service, citizen, null)).toMatchObject({ 'casa.comune': 'Bugliano' });
  });

  it('changes with its country, which the page is told', () => {
    const step = way({}).steps[2];
    expect(step && controlsOf(step)).toEqual(['casa.stato']);
  });

  it('exists with its condition alone, wherever it is', () => {
    const sometimes = aForm([
      text('altrove', { required: false }),
      { kind: 'address', id: 'casa', label: 'Casa', when: { field: 'altrove', equals: 'si' } },
    ]);
    for (const stato of ['', 'Z110']) expect(sometimes.errors({ 'casa.stato': stato })).toEqual([]);
    expect(sometimes.errors({ altrove: 'si', ...paris })).toEqual([]);
    expect(sometimes.errors({ altrove: 'si', ...paris, 'casa.stato': '' })).toEqual([
      'casa.cap: required',
      'casa.provincia: required',
    ]);
  });
});

describe('a block of a person', () => {
  const { errors, way } = aForm([{ kind: 'person', id: 'figlio', label: 'Figlio', beneficiary: true }]);
  const mario = { 'figlio.nome': 'Mario', 'figlio.cognome': 'Rossi', 'figlio.codice_fiscale': 'RSSMRA80A01H501U' };

  it('wants codice fiscale and day of birth to be of the same person', () => {
    expect(errors({ ...mario, 'figlio.data_nascita': '1980-01-02' })).toEqual([
      'figlio.data_nascita: birth_date_mismatch',
    ]);
    expect(errors({ ...mario, 'figlio.data_nascita': '1980-01-01' })).toEqual([]);
  });

  it('takes a temporary code of eleven digits, which does not say when one was born', () => {
    const temporary = { ...mario, 'figlio.codice_fiscale': '00743110157', 'figlio.data_nascita': '2020-05-05' };
    expect(errors(temporary)).toEqual([]);
  });

  it('shows the practice to the person', () => {
    expect(beneficiariesOf(way({ ...mario, 'figlio.data_nascita': '1980-01-01' }))).toEqual(['RSSMRA80A01H501U']);
  });
});

describe('a block that is repeated', () => {
  const fields = [text('nome'), { kind: 'date', id: 'nato', label: 'Nato il', past: true }];
  const { errors, summary, way } = aForm([
    { kind: 'rows', id: 'nucleo', label: 'Nucleo', rowLabel: 'Componente', min: 1, max: 3, fields },
  ]);

  it('has as many rows as one said, never fewer or more than the definition allows', () => {
    const counts = ['', '0', '2', '99', 'molti'].map((nucleo) => way({ nucleo }).steps[2]?.rows[0]?.count);
    expect(counts).toEqual([1, 1, 2, 3, 1]);
  });

  it('checks each row, and forgets what is behind the last', () => {
    const answers = { nucleo: '2', 'nucleo.0.nome': 'Ada', 'nucleo.0.nato': '2000-01-01', 'nucleo.1.nome': 'Eva' };
    expect(errors(answers)).toEqual(['nucleo.1.nato: required']);
    expect(errors({ ...answers, nucleo: '1' })).toEqual([]);
    expect(summary({ ...answers, nucleo: '1' })).toEqual([
      { label: 'Componente 1 – nome', value: 'Ada' },
      { label: 'Componente 1 – Nato il', value: '01/01/2000' },
    ]);
  });
});

describe('a rule between fields', () => {
  const dates = [
    { kind: 'date', id: 'dal', label: 'Dal' },
    { kind: 'date', id: 'al', label: 'Al' },
  ];

  it('wants dates in order, and speaks only of dates that are there and valid', () => {
    const { errors } = aForm(dates, [{ rule: 'order', first: 'dal', second: 'al', message: 'Al rovescio.' }]);
    expect(errors({ dal: '2026-05-02', al: '2026-05-01' })).toEqual(['al: Al rovescio.']);
    expect(errors({ dal: '2026-05-02', al: '2026-05-02' })).toEqual(['al: Al rovescio.']);
    expect(errors({ dal: '2026-05-02', al: '' })).toEqual(['al: required']);
    expect(errors({ dal: '2026-05-02', al: '2026-13-01' })).toEqual(['al: invalid_date']);
    expect(errors({ dal: '2026-05-02', al: '2026-05-03' })).toEqual([]);
  });

  it('compares numbers as numbers', () => {
    const numbers = ['da', 'a'].map((id) => ({ kind: 'integer', id, label: id }));
    const { errors } = aForm(numbers, [{ rule: 'order', first: 'da', second: 'a', orEqual: true, message: 'No.' }]);
    expect(errors({ da: '9', a: '10' })).toEqual([]);
    expect(errors({ da: '9', a: '9' })).toEqual([]);
    expect(errors({ da: '10', a: '9' })).toEqual(['a: No.']);
  });

  it('wants at least one of several', () => {
    const fields = ['email', 'telefono'].map((id) => text(id, { required: false }));
    const { errors } = aForm(fields, [{ rule: 'one_of', fields: ['email', 'telefono'], message: 'Almeno uno.' }]);
    expect(errors({})).toEqual(['email: Almeno uno.']);
    expect(errors({ telefono: '0464' })).toEqual([]);
  });

  it('adds up amounts exactly', () => {
    const fields = ['a', 'b', 'c'].map((id) => ({ kind: 'money', id, label: id }));
    const sum = { rule: 'sum', fields: ['a', 'b', 'c'], is: 'exactly', total: 100, message: 'Deve fare 100.' };
    const { errors } = aForm(fields, [sum]);
    expect(errors({ a: '33.3', b: '33.3', c: '33.4' })).toEqual([]);
    expect(errors({ a: '33.3', b: '33.3', c: '33.5' })).toEqual(['c: Deve fare 100.']);
  });
});

describe('a field that is required only sometimes', () => {
  it('says so when its condition holds', () => {
    const tipo = {
      kind: 'radio',
      id: 'tipo',
      label: 'Tipo',
      options: ['a', 'b'].map((value) => ({ value, label: value })),
    };
    const { errors } = aForm([tipo, text('perche', { requiredWhen: { field: 'tipo', equals: 'b' } })]);
    expect(errors({ tipo: 'a' })).toEqual([]);
    expect(errors({ tipo: 'b' })).toEqual(['perche: required']);
  });
});

describe('what the portal knows already', () => {
  const { service } = aForm([
    { kind: 'email', id: 'posta', label: 'E-mail', prefill: 'email' },
    { kind: 'date', id: 'nascita', label: 'Nascita', prefill: 'data_nascita' },
    { kind: 'address', id: 'casa', label: 'Casa', prefill: 'domicilio' },
    text('contatore', { remember: true }),
    text('lettura'),
    { kind: 'rows', id: 'nucleo', label: 'Nucleo', rowLabel: 'Componente', remember: true, fields: [text('nome')] },
  ]);
  const citizen = aCitizen(makeCountingIds().next());

  it('is taken from the profile, and from the last sent practice where the definition says so', () => {
    const last = { contatore: 'A1', lettura: '100', nucleo: '1', 'nucleo.0.nome': 'Ada', posta: 'vecchia@x.example' };
    expect(initialAnswers(service, citizen, last)).toEqual({
      posta: citizen.contacts.email,
      nascita: '1980-01-01',
      'casa.via': 'Via Roma',
      'casa.civico': '1',
      'casa.cap': '56000',
      'casa.comune': 'Bugliano',
      'casa.provincia': 'PI',
      contatore: 'A1',
      nucleo: '1',
      'nucleo.0.nome': 'Ada',
    });
  });

  it('is an address abroad with its country', () => {
    const domicilio = { stato: 'Francia', via: 'Rue Cler', civico: '7', cap: '', comune: 'Parigi', provincia: '' };
    expect(initialAnswers(service, { ...citizen, domicilio }, null)).toEqual({
      posta: citizen.contacts.email,
      nascita: '1980-01-01',
      'casa.stato': 'Z110',
      'casa.via': 'Rue Cler',
      'casa.civico': '7',
      'casa.comune': 'Parigi',
    });
  });

  it('is an address of one source, never half of the profile’s and half of the last practice’s', () => {
    const { service: remembering } = aForm([
      { kind: 'address', id: 'casa', label: 'Casa', prefill: 'residenza', remember: true },
    ]);
    const last = { 'casa.stato': 'Z110', 'casa.via': 'Rue Cler', 'casa.civico': '7', 'casa.comune': 'Parigi' };
    expect(initialAnswers(remembering, citizen, last)).toEqual(last);
    expect(initialAnswers(remembering, citizen, {})).toMatchObject({ 'casa.via': 'Via Roma', 'casa.provincia': 'PI' });
  });

  it('is nothing where nothing is known', () => {
    const unknown = { ...citizen, contacts: { email: null, telefono: null }, residenza: null };
    expect(initialAnswers(service, unknown, null)).toEqual({ nascita: '1980-01-01' });
  });
});

describe('a definition with a mistake', () => {
  const base = aServiceDefinition();
  const withForm = (fields: readonly unknown[], rules: readonly unknown[] = []) => ({
    ...base,
    steps: base.steps.map((step) =>
      step.kind === 'form' ? { kind: 'form', id: 'uso', title: 'Uso', guide, fields, rules } : step,
    ),
  });
  const radio = {
    kind: 'radio',
    id: 'tipo',
    label: 'Tipo',
    options: ['a', 'b'].map((value) => ({ value, label: value })),
  };
  const nested = (depth: number): object => (depth === 1 ? { field: 'a', equals: 'x' } : { not: nested(depth - 1) });
  const mistakes = (definition: unknown): readonly string[] => {
    const parsed = serviceDefinitionSchema.safeParse(definition);
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };

  it.each([
    ['an unknown kind', withForm([{ kind: 'colore', id: 'c', label: 'C' }]), /^steps\.2\.fields\.0\.kind: /u],
    ['an unknown property', withForm([text('a', { colore: 'blu' })]), /^steps\.2\.fields\.0: .*"colore"/u],
    ['an id used twice', withForm([text('a'), text('a')]), /^steps\.2\.fields\.1\.id: .*id_twice.*"a"/u],
    [
      'the id of a confirmed step',
      withForm([text('istruzioni')]),
      /steps\.2\.fields\.0\.id: .*id_twice.*"istruzioni"/u,
    ],
    [
      'a condition on a later field',
      withForm([text('a', { when: { field: 'b', equals: 'x' } }), text('b')]),
      /^steps\.2\.fields\.0\.when: .*unknown_field.*"b"/u,
    ],
    [
      'a condition on a value that cannot be',
      withForm([radio, text('a', { when: { field: 'tipo', equals: 'c' } })]),
      /^steps\.2\.fields\.1\.when: .*not_a_value.*"tipo".*"c".*\["a","b"\]/u,
    ],
    [
      'bounds the wrong way round',
      withForm([{ kind: 'integer', id: 'n', label: 'N', min: 5, max: 2 }]),
      /fields\.0\.min: .*min_over_max/u,
    ],
    [
      'two options of one value',
      withForm([{ ...radio, options: [radio.options[0], radio.options[0]] }]),
      /fields\.0\.options: .*option_twice/u,
    ],
    [
      'the name of a part of the form',
      withForm([text('azione')]),
      /^steps\.2\.fields\.0\.id: .*id_reserved.*"azione"/u,
    ],
    [
      'an option that nobody could choose',
      withForm([{ ...radio, options: [{ value: ' a ', label: 'A' }, radio.options[1]] }]),
      /^steps\.2\.fields\.0\.options\.0\.value: /u,
    ],
    [
      'a condition that nobody can follow',
      withForm([text('a'), text('b', { when: nested(6) })]),
      /^steps\.2\.fields\.1\.when: .*condition_too_deep.*5/u,
    ],
    [
      'two steps in which the applicant checks who they are',
      { ...base, steps: base.steps.toSpliced(1, 0, { kind: 'applicant', id: 'ancora', title: 'Ancora', guide }) },
      /^steps: .*applicant_twice/u,
    ],
    [
      'a rule on a field of another step',
      withForm([text('a')], [{ rule: 'one_of', fields: ['a', 'z'], message: 'No' }]),
      /^steps\.2\.rules\.0: .*not_in_step.*"z"/u,
    ],
    ['no summary', { ...base, steps: base.steps.slice(0, 3) }, /^steps\.2: .*last_step/u],
  ])('(%s) is refused with the path of the mistake and what was expected', (_what, definition, expected) => {
    expect(mistakes(definition).join('\n')).toMatch(new RegExp(expected.source, 'mu'));
  });
});
