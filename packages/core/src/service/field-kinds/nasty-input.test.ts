import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIELD_ERROR_CODES } from '../../shared/field-error.ts';
import { cleanText } from '../../shared/text.ts';
import { aDefinitionAsking, aValidation } from '../../testing/builders.ts';
import { HUGE_TEXTS, nastyText, seeded, wrongAnswer } from '../../testing/nasty-input.ts';
import { type Answers, compileService, journey, summarise } from '../journey.ts';
import { allFieldsOf, type BoundField, bindField, type FieldDefinition, fieldSchema } from './index.ts';

const facts = aValidation();
const noFacts = { fileNames: new Map<string, string>(), applicant: new Map() };

/** What some kinds cannot do without. */
const NEEDS: Partial<Readonly<Record<FieldDefinition['kind'], Readonly<Record<string, unknown>>>>> = {
  checkbox: { ticked: 'Sì' },
  select: { options: ['a', 'b'].map((value) => ({ value, label: value })) },
  radio: { options: ['a', 'b'].map((value) => ({ value, label: value })) },
  readonly: { fact: 'nome' },
  info: { text: ['Testo.'] },
  rows: { rowLabel: 'Riga', max: 3, fields: [{ kind: 'text', id: 'nome', label: 'Nome' }] },
};
// The schema enumerates the kinds: a new one is here by itself, and fails until NEEDS says what it needs.
const KINDS = fieldSchema.options.map(({ shape }) => shape.kind.value);
const definitionOf = (kind: FieldDefinition['kind']) => ({ kind, id: 'campo', label: 'Campo', ...NEEDS[kind] });
const fieldsOf = (kind: FieldDefinition['kind']): readonly BoundField[] =>
  allFieldsOf(bindField(fieldSchema.parse(definitionOf(kind)), facts));

const isKnown = (message: string): boolean => FIELD_ERROR_CODES.some((code) => code === message);

/** The promises of a kind for one thing typed. */
const keepsPromises = (bound: BoundField, typed: string): void => {
  const value = bound.normalise(typed);
  expect(cleanText(value)).toBe(value);
  expect(bound.normalise(bound.typed(value))).toBe(value);
  const parsed = bound.schema.safeParse(value);
  if (parsed.success) expect(bound.schema.parse(parsed.data)).toBe(value);
  else expect(parsed.error.issues.filter(({ message }) => !isKnown(message))).toEqual([]);
  expect(typeof bound.display(value, noFacts)).toBe('string');
};

describe.each(KINDS)('a field of kind %s', (kind) => {
  const fields = fieldsOf(kind);

  it('makes of whatever is typed a value that stays the same, or an error with a code', () => {
    fc.assert(
      fc.property(nastyText(), (typed) => {
        for (const bound of fields) keepsPromises(bound, typed);
      }),
      seeded(100),
    );
  });

  it('is through with a megabyte of anything, however its patterns go about it', () => {
    // A pattern that looks twice at each character would need hours: the test would never end.
    for (const bound of fields) for (const typed of HUGE_TEXTS) keepsPromises(bound, typed);
  });

  it('takes an answer that is no text for no answer', () => {
    const service = compileService(aDefinitionAsking([definitionOf(kind)]), facts);
    const none = journey(service, {});
    fc.assert(
      fc.property(wrongAnswer(), (answer) => {
        fc.pre(typeof answer !== 'string');
        const entries = [...fields.map(({ field }) => field.id), 'campo'].map((id) => [id, answer]);
        const answers: Answers = Object.fromEntries(entries);
        const way = journey(service, answers);
        expect(way.steps.map(({ status, open }) => ({ status, open }))).toEqual(
          none.steps.map(({ status, open }) => ({ status, open })),
        );
        expect(summarise(way, noFacts)).toEqual(summarise(none, noFacts));
      }),
      seeded(100),
    );
  });
});
