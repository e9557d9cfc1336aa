import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Answers, compileService, journey } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { catalogue, partLabels } from './index.ts';
import { type Example, examplesOf } from './testing/examples.ts';

const PACKAGE = join(import.meta.dirname, '..');
const facts = { today: () => '2026-01-31', territory: makeMemoryTerritory(), partLabels };

const serviceOf = (slug: string) => {
  const definition = catalogue.find((candidate) => candidate.slug === slug);
  if (definition === undefined) throw new Error(`${slug} is not in the catalogue`);
  return compileService(definition, facts);
};
const walk = (slug: string, answers: Answers) => journey(serviceOf(slug), answers);
const idsWalked = (slug: string, answers: Answers): readonly string[] =>
  walk(slug, answers)
    .steps.filter(({ status }) => status !== 'skipped')
    .flatMap(({ definition, fields, rows }) => [
      definition.id,
      ...fields.map(({ bound }) => bound.field.id),
      ...rows.map(({ id }) => id),
    ]);
const mistakesOf = (slug: string, { answers }: Example): readonly string[] =>
  walk(slug, answers).steps.flatMap(({ fields, broken }) => [
    ...fields.flatMap(({ bound, error }) => (error === null ? [] : [`${bound.field.id}: ${error}`])),
    ...broken.map(({ field, message }) => `${field}: ${message}`),
  ]);

describe('the catalogue', () => {
  it('holds at least 25 services, each under the name of its file', () => {
    const files = readdirSync(join(PACKAGE, 'catalogue')).map((file) => basename(file, '.json'));
    expect(catalogue.map(({ slug }) => slug)).toEqual(files.toSorted());
    expect(catalogue.length).toBeGreaterThanOrEqual(25);
  });

  it('has examples for each service and for no other', () => {
    expect(readdirSync(join(PACKAGE, 'examples')).toSorted()).toEqual(catalogue.map(({ slug }) => slug));
  });

  it('lets the applicant check who they are in every service (manual §6.2)', () => {
    const checks = catalogue.map(({ steps }) => steps.filter(({ kind }) => kind === 'applicant').length);
    expect(checks).toEqual(catalogue.map(() => 1));
  });

  it('never gives two services the same name', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(catalogue.map(({ slug }) => slug))('the service %s', (slug) => {
  const examples = examplesOf(slug);

  it.each(examples)('is complete with its example $name, in which nothing is idle', (example) => {
    expect(mistakesOf(slug, example)).toEqual([]);
    expect(walk(slug, example.answers).complete).toBe(true);
    expect(Object.keys(example.answers).filter((id) => !idsWalked(slug, example.answers).includes(id))).toEqual([]);
  });

  it.each(examples)('is not complete when any answer that it requires is missing from $name', ({ answers }) => {
    for (const step of walk(slug, answers).steps) {
      for (const { bound } of step.fields.filter(({ required }) => required)) {
        expect([bound.field.id, walk(slug, { ...answers, [bound.field.id]: '' }).complete]).toEqual([
          bound.field.id,
          false,
        ]);
      }
    }
  });

  it('walks every step and asks every question in one of its examples', () => {
    const walked = new Set(examples.flatMap(({ answers }) => idsWalked(slug, answers)));
    const service = serviceOf(slug);
    const asked = service.steps.flatMap(({ definition, fields }) => [
      definition.id,
      // Of the rows of a block that is repeated, the first stands for all.
      ...fields.filter(({ group }) => (group?.row ?? 0) === 0).map(({ field }) => field.id),
    ]);
    expect(asked.filter((id) => !walked.has(id))).toEqual([]);
  });
});
