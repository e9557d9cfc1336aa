import { describe, expect, it } from '@jest/globals';
import { type Answers, beneficiariesOf, compileService, journey } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { catalogue, partLabels } from './index.ts';
import { examplesOf } from './testing/examples.ts';

const SLUG = 'certificato-di-nascita';
const definition = catalogue.find(({ slug }) => slug === SLUG);
if (definition === undefined) throw new Error('The catalogue has no birth certificate');
const facts = { today: () => '2026-01-31', territory: makeMemoryTerritory(), partLabels };
const walk = (answers: Answers) => journey(compileService(definition, facts), answers);
const example: Answers = examplesOf(SLUG)[0]?.answers ?? {};

describe('Certificato di nascita', () => {
  it('has the six steps of the manual, in order', () => {
    expect(walk({}).steps.map(({ definition }) => [definition.id, definition.title])).toEqual([
      ['istruzioni', 'Istruzioni'],
      ['richiedente', 'Richiedente'],
      ['delega', 'Delega'],
      ['specifica-delega', 'Specifica delega'],
      ['tipologia-ed-uso', 'Tipologia ed uso'],
      ['conferma', 'Controllo e conferma'],
    ]);
  });

  it.each([
    ['delegato', true],
    ['incaricato', false],
    ['altro', false],
  ])('as "%s", and without describing the title, completeness is %s', (delega_tipo, complete) => {
    expect(walk({ ...example, delega_tipo, delega_tipo_testo: '' }).complete).toBe(complete);
  });

  it('opens the practice to the person it is about, and to nobody when there is no delega', () => {
    expect(beneficiariesOf(walk(example))).toEqual(['RSSMRA80A01H501U']);
    expect(beneficiariesOf(walk({ ...example, has_delega: 'no' }))).toEqual([]);
  });

  it('refuses a subject who is yet to be born and a codice fiscale with a wrong check letter', () => {
    const errorsOf = (change: Answers) =>
      walk({ ...example, ...change }).steps.flatMap(({ fields }) =>
        fields.flatMap(({ error }) => (error === null ? [] : [error])),
      );
    expect(errorsOf({ data_nascita_soggetto: '2026-02-01' })).toEqual(['date_in_future']);
    expect(errorsOf({ cf_soggetto: 'RSSMRA80A01H501A' })).toEqual(['invalid_codice_fiscale']);
  });
});
