import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aValidation } from '../testing/builders.ts';
import { serviceDefinitionSchema } from './definition.ts';
import {
  type Answers,
  attachmentIdsOf,
  beneficiariesOf,
  compileService,
  journey,
  stepErrors,
  summarise,
} from './journey.ts';

const paragraphs = ['Testo.'];

/** Five steps, one of which is walked only on behalf of somebody else, and in it a field that depends on another. */
const definition = serviceDefinitionSchema.parse({
  slug: 'prova',
  revision: 1,
  name: 'Prova',
  area: 'Anagrafe',
  description: 'Una prova.',
  introduction: paragraphs,
  sheet: {
    aChi: paragraphs,
    comeFare: paragraphs,
    cosaServe: paragraphs,
    cosaSiOttiene: paragraphs,
    tempi: paragraphs,
    accedi: paragraphs,
    condizioni: paragraphs,
    contatti: paragraphs,
  },
  office: 'Ufficio',
  responsible: 'Responsabile',
  deadlineDays: 30,
  drafts: 'one',
  steps: [
    { kind: 'instructions', id: 'istruzioni', title: 'Istruzioni', guide: paragraphs, text: paragraphs, consent: 'Sì' },
    {
      kind: 'form',
      id: 'delega',
      title: 'Delega',
      guide: paragraphs,
      fields: [
        {
          kind: 'radio',
          id: 'per_altri',
          label: 'Per altri?',
          options: [
            { value: 'si', label: 'Sì' },
            { value: 'no', label: 'No' },
          ],
        },
      ],
    },
    {
      kind: 'form',
      id: 'persona',
      title: 'Persona',
      guide: paragraphs,
      when: { field: 'per_altri', equals: 'si' },
      fields: [
        { kind: 'codice_fiscale', id: 'cf', label: 'Codice fiscale', beneficiary: true },
        { kind: 'date', id: 'nascita', label: 'Data di nascita', past: true },
        { kind: 'file', id: 'atto', label: 'Atto', required: false, accept: ['pdf'] },
      ],
    },
    {
      kind: 'form',
      id: 'uso',
      title: 'Uso',
      guide: paragraphs,
      fields: [
        { kind: 'text', id: 'uso', label: 'Uso', maxLength: 20 },
        {
          kind: 'textarea',
          id: 'altro',
          label: 'Altro',
          maxLength: 30,
          required: false,
          when: { field: 'cf', equals: 'RSSMRA80A01H501U' },
        },
      ],
    },
    { kind: 'summary', id: 'conferma', title: 'Conferma', guide: paragraphs },
  ],
});
const service = compileService(definition, aValidation());
const statuses = (answers: Answers) => journey(service, answers).steps.map(({ status }) => status);

const forMyself: Answers = { istruzioni: true, per_altri: 'no', uso: 'Banca' };
const forSomebody: Answers = {
  istruzioni: true,
  per_altri: 'si',
  cf: 'RSSMRA80A01H501U',
  nascita: '1980-01-01',
  uso: 'Banca',
};

describe('the journey', () => {
  it('begins at the first step and opens no other', () => {
    const { next, steps, complete } = journey(service, {});
    expect(next.definition.id).toBe('istruzioni');
    expect(steps.map(({ open }) => open)).toEqual([true, false, false, false, false]);
    expect(complete).toBe(false);
  });

  it('skips a step whose condition does not hold', () => {
    expect(statuses(forMyself)).toEqual(['done', 'done', 'skipped', 'done', 'todo']);
    expect(journey(service, forMyself).complete).toBe(true);
  });

  it('walks it when the condition holds', () => {
    expect(statuses(forSomebody)).toEqual(['done', 'done', 'done', 'done', 'todo']);
    expect(journey(service, { ...forSomebody, cf: '' }).next.definition.id).toBe('persona');
  });

  it('does not let an answer of a skipped step open another branch', () => {
    const changedMind = { ...forSomebody, per_altri: 'no', altro: 'Resta nella bozza' };
    const fields = journey(service, changedMind).steps[3]?.fields.map(({ bound }) => bound.field.id);
    expect(fields).toEqual(['uso']);
    expect(beneficiariesOf(journey(service, changedMind))).toEqual([]);
  });

  it('keeps a wrong value as it is, and says what is wrong', () => {
    const wrong = journey(service, {
      ...forSomebody,
      cf: 'RSSMRA80A01H501X',
      nascita: '2026-03-03',
      uso: 'x'.repeat(21),
    });
    const errors = wrong.steps.flatMap(stepErrors).map(({ field, code }) => `${field}: ${code}`);
    expect(errors).toEqual(['cf: invalid_codice_fiscale', 'nascita: date_in_future', 'uso: too_long']);
    expect(wrong.steps[2]?.fields[0]?.value).toBe('RSSMRA80A01H501X');
    expect(wrong.steps.map(({ open }) => open)).toEqual([true, true, true, false, false]);
  });

  it('wants a step that is only confirmed to be confirmed', () => {
    const first = journey(service, { ...forMyself, istruzioni: '' }).steps[0];
    expect(first && stepErrors(first)).toEqual([{ field: 'istruzioni', code: 'must_accept' }]);
  });

  it('tells the summary, the attachments and the people it is for', () => {
    const file = '6f1d2c1e-8f0a-4b58-9a55-0d5d3a0c7e11';
    const way = journey(service, { ...forSomebody, atto: file });
    expect(attachmentIdsOf(way)).toEqual([file]);
    expect(beneficiariesOf(way)).toEqual(['RSSMRA80A01H501U']);
    const [, person] = summarise(way, { fileNames: new Map([[file, 'atto.pdf']]), applicant: new Map() });
    expect(person?.rows).toEqual([
      { label: 'Codice fiscale', value: 'RSSMRA80A01H501U' },
      { label: 'Data di nascita', value: '01/01/1980' },
      { label: 'Atto', value: 'atto.pdf' },
    ]);
  });
});

describe('whatever is answered', () => {
  const ids = ['istruzioni', 'per_altri', 'cf', 'nascita', 'atto', 'uso', 'altro', 'conferma', 'inesistente'];
  const value = fc.oneof(
    fc.constantFrom('', 'si', 'no', 'RSSMRA80A01H501U', '1980-01-01', 'Banca', '6f1d2c1e-8f0a-4b58-9a55-0d5d3a0c7e11'),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constant(true as const),
  );
  const answers: fc.Arbitrary<Answers> = fc.dictionary(fc.constantFrom(...ids), value);

  it('the open steps are the done ones and the next: nobody gets ahead', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { steps, next, complete } = journey(service, given);
        const walked = steps.filter(({ status }) => status !== 'skipped');
        const position = walked.indexOf(next);
        expect(walked.map(({ open }) => open)).toEqual(walked.map((_, index) => index <= position));
        expect(walked.slice(0, position).every(({ status }) => status === 'done')).toBe(true);
        expect(complete).toBe(next.definition.kind === 'summary');
      }),
    );
  });

  it('a step is done exactly when it has no errors', () => {
    fc.assert(
      fc.property(answers, (given) => {
        for (const step of journey(service, given).steps) {
          if (step.definition.kind === 'summary' || step.status === 'skipped') continue;
          expect(stepErrors(step).length === 0).toBe(step.status === 'done');
        }
      }),
    );
  });
});

describe('what is typed', () => {
  const normalise = (id: string, typed: string) =>
    service.steps
      .flatMap(({ fields }) => fields)
      .find(({ field }) => field.id === id)
      ?.normalise(typed);

  it('is cleaned of what cannot be kept or would deceive, in every kind of field', () => {
    for (const id of ['per_altri', 'cf', 'nascita', 'uso', 'altro']) {
      expect(normalise(id, ' a\u0000\u202e\ud800b ')?.toLowerCase()).toBe('ab');
    }
  });

  it('may be an Italian date, and a codice fiscale in small letters with spaces', () => {
    expect(normalise('nascita', '1/2/1980')).toBe('1980-02-01');
    expect(normalise('nascita', 'ieri')).toBe('ieri');
    expect(normalise('cf', 'rss mra 80a01 h501u')).toBe('RSSMRA80A01H501U');
  });

  it('is one line in a text field and keeps its lines in a text area', () => {
    expect(normalise('uso', 'a\r\n  b')).toBe('a b');
    expect(normalise('altro', 'a\r\nb')).toBe('a\nb');
  });

  it('cleaned again stays as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('cf', 'nascita', 'uso', 'altro'), fc.string({ unit: 'binary' }), (id, typed) => {
        const once = normalise(id, typed) ?? '';
        expect(normalise(id, once)).toBe(once);
      }),
    );
  });
});
