import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Answers, beneficiariesOf, compileService, journey, serviceDefinitionSchema } from '@stanza/core';
import { z } from 'zod';
import { catalogue } from './index.ts';

const PACKAGE = join(import.meta.dirname, '..');
const answersSchema = z.record(z.string(), z.union([z.string(), z.literal(true)]));

const slugsIn = (folder: string): readonly string[] =>
  readdirSync(join(PACKAGE, folder))
    .map((file) => basename(file, '.json'))
    .sort();
const read = (folder: string, slug: string): unknown =>
  JSON.parse(readFileSync(join(PACKAGE, folder, `${slug}.json`), 'utf8'));
const exampleOf = (slug: string): Answers => answersSchema.parse(read('examples', slug));

const walk = (slug: string, answers: Answers) => {
  const definition = catalogue.find((candidate) => candidate.slug === slug);
  if (definition === undefined) throw new Error(`${slug} is not in the catalogue`);
  return journey(compileService(definition, { today: () => '2026-01-31' }), answers);
};
const skippedSteps = (slug: string, answers: Answers): readonly string[] =>
  walk(slug, answers)
    .steps.filter((step) => step.status === 'skipped')
    .map((step) => step.definition.id);

describe('the catalogue', () => {
  it('holds every file of its folder once, under the name of its slug', () => {
    const slugs = catalogue.map(({ slug }) => slug);
    expect(slugs.toSorted()).toEqual(slugsIn('catalogue'));
    for (const slug of slugs) expect(read('catalogue', slug)).toHaveProperty('slug', slug);
  });

  it('spans at least two areas', () => {
    expect(new Set(catalogue.map(({ area }) => area)).size).toBeGreaterThanOrEqual(2);
  });

  it('follows a schema that prints as JSON Schema', () => {
    expect(z.toJSONSchema(serviceDefinitionSchema, { io: 'input' })).toHaveProperty('properties.steps');
  });

  it('has an example for each service and no other', () => {
    expect(slugsIn('examples')).toEqual(slugsIn('catalogue'));
  });
});

describe.each(catalogue.map(({ slug }) => slug))('the service %s', (slug) => {
  it('is complete with its example, walking every step', () => {
    expect(walk(slug, exampleOf(slug)).complete).toBe(true);
    expect(skippedSteps(slug, exampleOf(slug))).toEqual([]);
  });

  it('asks for something that its example answers, so that nothing in the example is idle', () => {
    const asked = walk(slug, exampleOf(slug)).steps.flatMap(({ definition, fields }) =>
      definition.kind === 'form' ? fields.map(({ bound }) => bound.field.id) : [definition.id],
    );
    for (const id of Object.keys(exampleOf(slug))) expect(asked).toContain(id);
  });

  it('is not complete when any answer that it requires is missing', () => {
    const example = exampleOf(slug);
    for (const step of walk(slug, example).steps) {
      for (const { bound } of step.fields.filter(({ bound }) => bound.field.required)) {
        expect(walk(slug, { ...example, [bound.field.id]: '' }).complete).toBe(false);
      }
    }
  });
});

const SKIPS: readonly (readonly [slug: string, change: Answers, skipped: string])[] = [
  ['certificato-di-nascita', { has_delega: 'no' }, 'specifica-delega'],
  ['stato-di-famiglia', { riguarda: 'mia' }, 'dati-persona'],
  ['attestazione-anagrafica', { oggetto: 'residenza' }, 'periodo'],
  ['attestazione-anagrafica', { oggetto: 'cittadino_ue' }, 'periodo'],
  ['liste-elettorali', { albo: 'scrutatori' }, 'titolo-di-studio'],
];

describe('a step that is not needed', () => {
  it('is known to this test, for each step that has a condition', () => {
    const conditional = catalogue.flatMap(({ slug, steps }) =>
      steps.filter((step) => step.kind === 'form' && step.when !== undefined).map((step) => `${slug}/${step.id}`),
    );
    expect(new Set(SKIPS.map(([slug, , skipped]) => `${slug}/${skipped}`))).toEqual(new Set(conditional));
  });

  it.each(SKIPS)('%s with %j skips %s and is still complete', (slug, change, skipped) => {
    const answers = { ...exampleOf(slug), ...change };
    expect(skippedSteps(slug, answers)).toEqual([skipped]);
    expect(walk(slug, answers).complete).toBe(true);
  });
});

describe('Certificato di nascita', () => {
  const SLUG = 'certificato-di-nascita';

  it('has the six steps of the manual, in order', () => {
    expect(walk(SLUG, {}).steps.map(({ definition }) => [definition.id, definition.title])).toEqual([
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
    expect(walk(SLUG, { ...exampleOf(SLUG), delega_tipo, delega_tipo_testo: '' }).complete).toBe(complete);
  });

  it('opens the practice to the person it is about, and to nobody when there is no delega', () => {
    expect(beneficiariesOf(walk(SLUG, exampleOf(SLUG)))).toEqual(['RSSMRA80A01H501U']);
    expect(beneficiariesOf(walk(SLUG, { ...exampleOf(SLUG), has_delega: 'no' }))).toEqual([]);
  });

  it('refuses a subject who is yet to be born and a codice fiscale with a wrong check letter', () => {
    const errorsOf = (change: Answers) =>
      walk(SLUG, { ...exampleOf(SLUG), ...change }).steps.flatMap(({ fields }) =>
        fields.flatMap(({ error }) => (error === null ? [] : [error])),
      );
    expect(errorsOf({ data_nascita_soggetto: '2026-02-01' })).toEqual(['date_in_future']);
    expect(errorsOf({ cf_soggetto: 'RSSMRA80A01H501A' })).toEqual(['invalid_codice_fiscale']);
  });
});
